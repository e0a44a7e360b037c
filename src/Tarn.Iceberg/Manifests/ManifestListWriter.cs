using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>Writes the manifest list of a snapshot, version 2 or 3, deflated (spec, "Manifest Lists").</summary>
public static class ManifestListWriter
{
    /// <summary>The bytes of the list.</summary>
    /// <param name="manifests">Its lines in order, with their sequence numbers.</param>
    /// <param name="snapshotId">The snapshot it belongs to.</param>
    /// <param name="parentSnapshotId">The snapshot before; null for the first.</param>
    /// <param name="sequenceNumber">The snapshot's sequence number.</param>
    /// <param name="version">The table's version.</param>
    /// <exception cref="IcebergException">Invalid: a line lacks a count, which version 2 demands.</exception>
    public static byte[] Write(IReadOnlyList<ManifestFile> manifests, long snapshotId, long? parentSnapshotId, long sequenceNumber, int version = 2)
    {
        var file = new AvroFileWriter(ManifestSchemas.ManifestList(version),
        [
            new("snapshot-id", $"{snapshotId}"),
            new("parent-snapshot-id", parentSnapshotId is { } parent ? $"{parent}" : "null"),
            new("sequence-number", $"{sequenceNumber}"),
            new("format-version", $"{version}"),
        ]);
        foreach (var manifest in manifests)
        {
            WriteLine(file.Record, manifest);
            if (version >= 3)
                file.Record.WriteOptionalLong(manifest.FirstRowId);
            file.EndRecord();
        }
        return file.Finish();
    }

    private static void WriteLine(AvroEncoder encoder, ManifestFile manifest)
    {
        encoder.WriteString(manifest.Path);
        encoder.WriteLong(manifest.Bytes);
        encoder.WriteLong(manifest.SpecId);
        encoder.WriteLong(manifest.Deletes ? 1 : 0);
        encoder.WriteLong(manifest.SequenceNumber);
        encoder.WriteLong(manifest.MinSequenceNumber);
        encoder.WriteLong(manifest.AddedSnapshotId);
        encoder.WriteLong(Known(manifest, manifest.AddedFiles));
        encoder.WriteLong(Known(manifest, manifest.ExistingFiles));
        encoder.WriteLong(Known(manifest, manifest.DeletedFiles));
        encoder.WriteLong(Known(manifest, manifest.AddedRows));
        encoder.WriteLong(Known(manifest, manifest.ExistingRows));
        encoder.WriteLong(Known(manifest, manifest.DeletedRows));
        if (encoder.WriteOptional(manifest.Partitions is not null))
            WriteSummaries(encoder, manifest.Partitions!);
        encoder.WriteOptionalBytes(manifest.KeyMetadata);
    }

    private static void WriteSummaries(AvroEncoder encoder, IReadOnlyList<PartitionSummary> summaries)
    {
        if (summaries.Count > 0)
            encoder.WriteLong(summaries.Count);
        foreach (var summary in summaries)
        {
            encoder.WriteBoolean(summary.ContainsNull);
            if (encoder.WriteOptional(summary.ContainsNan is not null))
                encoder.WriteBoolean(summary.ContainsNan!.Value);
            encoder.WriteOptionalBytes(summary.LowerBound);
            encoder.WriteOptionalBytes(summary.UpperBound);
        }
        encoder.WriteLong(0);
    }

    private static long Known(ManifestFile manifest, long? count) =>
        count ?? throw new IcebergException(
            IcebergFault.Invalid,
            $"{manifest.Path}: its numbers of files and rows are not known, and version 2 demands them. Read the manifest and write it anew.",
            manifest.Path);
}
