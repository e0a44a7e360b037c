using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>What reads the parts of a manifest's entries that have children.</summary>
internal sealed class ManifestDecoders(PartitionDecoder partition)
{
    public PartitionDecoder Partition { get; } = partition;

    public FieldMapDecoder<long> ColumnBytes { get; } = new(Long);

    public FieldMapDecoder<long> ValueCounts { get; } = new(Long);

    public FieldMapDecoder<long> NullCounts { get; } = new(Long);

    public FieldMapDecoder<long> NanCounts { get; } = new(Long);

    public FieldMapDecoder<byte[]> LowerBounds { get; } = new(AvroOptional.ReadBytes);

    public FieldMapDecoder<byte[]> UpperBounds { get; } = new(AvroOptional.ReadBytes);

    private static long Long(ref AvroDecoder decoder, AvroSchema schema) =>
        AvroOptional.ReadLong(ref decoder, schema) ?? throw decoder.Broken("has null where a count should stand");
}
