namespace Tarn.Iceberg.Deletes;

/// <summary>A blob as the footer of its puffin file tells it (puffin spec, "BlobMetadata").</summary>
public sealed record PuffinBlob
{
    /// <summary>The type of deletion vectors.</summary>
    public const string DeletionVector = "deletion-vector-v1";

    /// <summary>What it holds: <c>deletion-vector-v1</c>, <c>apache-datasketches-theta-v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The field ids it was made for.</summary>
    public required IReadOnlyList<int> FieldIds { get; init; }

    /// <summary>The snapshot it was made from; -1 for deletion vectors.</summary>
    public required long SnapshotId { get; init; }

    /// <summary>The sequence number of that snapshot; -1 for deletion vectors.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>Where it starts in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>Its length in the file.</summary>
    public required long Length { get; init; }

    /// <summary>How it is compressed: <c>lz4</c>, <c>zstd</c>; null when it is not.</summary>
    public string? CompressionCodec { get; init; }

    /// <summary>What its writer says besides; empty when nothing.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Deletion vectors: the location of the data file; null for others.</summary>
    public string? ReferencedDataFile => Properties.GetValueOrDefault("referenced-data-file");
}
