namespace Tarn.Iceberg.Deletes;

/// <summary>The footer of a puffin file as JSON has it (puffin spec, "FileMetadata").</summary>
internal sealed record PuffinFooterDocument
{
    public IReadOnlyList<PuffinBlobDocument>? Blobs { get; init; }

    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    public PuffinFooter ToFooter(string location) => new()
    {
        Blobs = [.. (Blobs ?? throw IcebergException.BrokenProperty(location, "blobs", "is missing.")).Select((blob, i) => blob.ToBlob($"blobs[{i}]", location))],
        Properties = Properties ?? new Dictionary<string, string>(),
    };
}
