namespace Tarn.Iceberg.Deletes;

/// <summary>A blob as JSON has it (puffin spec, "BlobMetadata").</summary>
internal sealed record PuffinBlobDocument
{
    public string? Type { get; init; }

    public IReadOnlyList<int>? Fields { get; init; }

    public long? SnapshotId { get; init; }

    public long? SequenceNumber { get; init; }

    public long? Offset { get; init; }

    public long? Length { get; init; }

    public string? CompressionCodec { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public PuffinBlob ToBlob(string path, string location) => new()
    {
        Type = Type ?? throw Missing("type", path, location),
        FieldIds = Fields ?? throw Missing("fields", path, location),
        SnapshotId = SnapshotId ?? throw Missing("snapshot-id", path, location),
        SequenceNumber = SequenceNumber ?? throw Missing("sequence-number", path, location),
        Offset = Offset ?? throw Missing("offset", path, location),
        Length = Length ?? throw Missing("length", path, location),
        CompressionCodec = CompressionCodec,
        Properties = Properties ?? new Dictionary<string, string>(),
    };

    private static IcebergException Missing(string property, string path, string location) =>
        IcebergException.BrokenProperty(location, $"{path}.{property}", "is missing.");
}
