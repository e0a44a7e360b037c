namespace Tarn.Iceberg.Deletes;

/// <summary>What a puffin file holds (puffin spec, "FileMetadata").</summary>
public sealed record PuffinFooter
{
    /// <summary>The blobs in their order.</summary>
    public required IReadOnlyList<PuffinBlob> Blobs { get; init; }

    /// <summary>What the writer says of itself; empty when nothing.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
}
