namespace Tarn.Iceberg.Metadata;

/// <summary>A snapshot as JSON has it (spec, Appendix C, "Table Metadata and Snapshots").</summary>
internal sealed record SnapshotDocument
{
    public long? SnapshotId { get; init; }

    public long? ParentSnapshotId { get; init; }

    public long? SequenceNumber { get; init; }

    public long? TimestampMs { get; init; }

    public IReadOnlyDictionary<string, string>? Summary { get; init; }

    public string? ManifestList { get; init; }

    public IReadOnlyList<string>? Manifests { get; init; }

    public int? SchemaId { get; init; }

    public long? FirstRowId { get; init; }

    public long? AddedRows { get; init; }

    public string? KeyId { get; init; }

    public static SnapshotDocument Of(Snapshot snapshot) => new()
    {
        SnapshotId = snapshot.SnapshotId,
        ParentSnapshotId = snapshot.ParentSnapshotId,
        SequenceNumber = snapshot.SequenceNumber,
        TimestampMs = snapshot.TimestampMs,
        Summary = snapshot.Summary.Count == 0 ? null : snapshot.Summary,
        ManifestList = snapshot.ManifestList,
        Manifests = snapshot.ManifestList is null ? snapshot.Manifests : null,
        SchemaId = snapshot.SchemaId,
        FirstRowId = snapshot.FirstRowId,
        AddedRows = snapshot.AddedRows,
        KeyId = snapshot.KeyId,
    };

    public Snapshot ToSnapshot(string path, string location)
    {
        if (ManifestList is null && Manifests is null)
            throw IcebergException.BrokenProperty(location, path + ".manifest-list", "is missing.");
        return new Snapshot
        {
            SnapshotId = SnapshotId ?? throw IcebergException.BrokenProperty(location, path + ".snapshot-id", "is missing."),
            ParentSnapshotId = ParentSnapshotId is -1 ? null : ParentSnapshotId,
            SequenceNumber = SequenceNumber ?? 0,
            TimestampMs = TimestampMs ?? throw IcebergException.BrokenProperty(location, path + ".timestamp-ms", "is missing."),
            ManifestList = ManifestList,
            Manifests = ManifestList is null ? Manifests! : [],
            Summary = new Dictionary<string, string>(Summary ?? new Dictionary<string, string>(), StringComparer.Ordinal),
            SchemaId = SchemaId,
            FirstRowId = FirstRowId,
            AddedRows = AddedRows,
            KeyId = KeyId,
        };
    }
}
