using Tarn.Iceberg.Avro;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Manifests;

/// <summary>Writes entries as <see cref="ManifestSchemas.Manifest"/> declares them.</summary>
internal static class ManifestEntryEncoder
{
    /// <summary>Writes the entry.</summary>
    public static void Write(AvroEncoder encoder, ManifestEntry entry, IReadOnlyList<IcebergType> partitionTypes, int version)
    {
        encoder.WriteLong((int)entry.Status);
        encoder.WriteOptionalLong(entry.SnapshotId);
        encoder.WriteOptionalLong(entry.SequenceNumber);
        encoder.WriteOptionalLong(entry.FileSequenceNumber);
        WriteFile(encoder, entry.File, partitionTypes, version);
    }

    private static void WriteFile(AvroEncoder encoder, DataFile file, IReadOnlyList<IcebergType> partitionTypes, int version)
    {
        encoder.WriteLong((int)file.Content);
        encoder.WriteString(file.Path);
        encoder.WriteString(file.Format);
        PartitionEncoder.Write(encoder, partitionTypes, file.Partition);
        encoder.WriteLong(file.RecordCount);
        encoder.WriteLong(file.FileBytes);
        WriteCounts(encoder, file.ColumnBytes);
        WriteCounts(encoder, file.ValueCounts);
        WriteCounts(encoder, file.NullCounts);
        WriteCounts(encoder, file.NanCounts);
        WriteBounds(encoder, file.LowerBounds);
        WriteBounds(encoder, file.UpperBounds);
        encoder.WriteOptionalBytes(file.KeyMetadata);
        WriteNumbers(encoder, file.SplitOffsets);
        WriteNumbers(encoder, file.EqualityIds?.Select(id => (long)id).ToList());
        encoder.WriteOptionalLong(file.SortOrderId);
        if (version >= 3)
            encoder.WriteOptionalLong(file.FirstRowId);
        if (encoder.WriteOptional(file.ReferencedDataFile is not null))
            encoder.WriteString(file.ReferencedDataFile!);
        if (version < 3)
            return;
        encoder.WriteOptionalLong(file.ContentOffset);
        encoder.WriteOptionalLong(file.ContentSizeBytes);
    }

    private static void WriteCounts(AvroEncoder encoder, IReadOnlyDictionary<int, long>? counts)
    {
        if (!encoder.WriteOptional(counts is not null))
            return;
        if (counts!.Count > 0)
            encoder.WriteLong(counts.Count);
        foreach (var (key, value) in counts)
        {
            encoder.WriteLong(key);
            encoder.WriteLong(value);
        }
        encoder.WriteLong(0);
    }

    private static void WriteBounds(AvroEncoder encoder, IReadOnlyDictionary<int, byte[]>? bounds)
    {
        if (!encoder.WriteOptional(bounds is not null))
            return;
        if (bounds!.Count > 0)
            encoder.WriteLong(bounds.Count);
        foreach (var (key, value) in bounds)
        {
            encoder.WriteLong(key);
            encoder.WriteBytes(value);
        }
        encoder.WriteLong(0);
    }

    private static void WriteNumbers(AvroEncoder encoder, IReadOnlyList<long>? numbers)
    {
        if (!encoder.WriteOptional(numbers is not null))
            return;
        if (numbers!.Count > 0)
            encoder.WriteLong(numbers.Count);
        foreach (var number in numbers)
            encoder.WriteLong(number);
        encoder.WriteLong(0);
    }
}
