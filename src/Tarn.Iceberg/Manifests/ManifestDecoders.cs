using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>What reads the parts of a manifest's entries that have children.</summary>
/// <param name="partition">Reads tuples.</param>
/// <param name="only">The columns whose counts and bounds are wanted; null for all.</param>
internal sealed class ManifestDecoders(PartitionDecoder partition, int[]? only = null)
{
    public PartitionDecoder Partition { get; } = partition;

    public FieldMapDecoder<long> ColumnBytes { get; } = new(Long, only);

    public FieldMapDecoder<long> ValueCounts { get; } = new(Long, only);

    public FieldMapDecoder<long> NullCounts { get; } = new(Long, only);

    public FieldMapDecoder<long> NanCounts { get; } = new(Long, only);

    public FieldMapDecoder<byte[]> LowerBounds { get; } = new(AvroOptional.ReadBytes, only);

    public FieldMapDecoder<byte[]> UpperBounds { get; } = new(AvroOptional.ReadBytes, only);

    private static long Long(ref AvroDecoder decoder, AvroSchema schema) =>
        AvroOptional.ReadLong(ref decoder, schema) ?? throw decoder.Broken("has null where a count should stand");
}
