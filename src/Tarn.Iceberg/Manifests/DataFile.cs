namespace Tarn.Iceberg.Manifests;

/// <summary>A file of a table with what is known of it without opening it (spec, "Manifests", data_file).</summary>
public sealed record DataFile
{
    /// <summary>What it holds.</summary>
    public FileContent Content { get; init; } = FileContent.Data;

    /// <summary>The absolute location.</summary>
    public required string Path { get; init; }

    /// <summary>The format, upper case: PARQUET, AVRO, ORC, PUFFIN.</summary>
    public string Format { get; init; } = "PARQUET";

    /// <summary>The spec the partition tuple follows.</summary>
    public int SpecId { get; init; }

    /// <summary>The partition tuple by position in the spec, values as <see cref="Types.IcebergType"/> tells; empty when unpartitioned.</summary>
    public IReadOnlyList<object?> Partition { get; init; } = [];

    /// <summary>Rows in the file.</summary>
    public required long RecordCount { get; init; }

    /// <summary>Size in bytes, exact: readers find the footer by it.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Field id to bytes on disk; null when unknown.</summary>
    public IReadOnlyDictionary<int, long>? ColumnBytes { get; init; }

    /// <summary>Field id to number of values, nulls and NaN included; null when unknown.</summary>
    public IReadOnlyDictionary<int, long>? ValueCounts { get; init; }

    /// <summary>Field id to number of nulls; null when unknown.</summary>
    public IReadOnlyDictionary<int, long>? NullCounts { get; init; }

    /// <summary>Field id to number of NaN; null when unknown.</summary>
    public IReadOnlyDictionary<int, long>? NanCounts { get; init; }

    /// <summary>Field id to a value no greater than any in the file, in the spec's single-value form; null when unknown.</summary>
    public IReadOnlyDictionary<int, byte[]>? LowerBounds { get; init; }

    /// <summary>Field id to a value no less than any in the file, in the spec's single-value form; null when unknown.</summary>
    public IReadOnlyDictionary<int, byte[]>? UpperBounds { get; init; }

    /// <summary>Encryption key metadata; null when not encrypted.</summary>
    public byte[]? KeyMetadata { get; init; }

    /// <summary>Offsets of row groups; null when unknown.</summary>
    public IReadOnlyList<long>? SplitOffsets { get; init; }

    /// <summary>Equality deletes: the field ids that are compared; null otherwise.</summary>
    public IReadOnlyList<int>? EqualityIds { get; init; }

    /// <summary>The sort order the rows follow; null or 0 when none.</summary>
    public int? SortOrderId { get; init; }

    /// <summary>Version 3: the first row id; null when not assigned.</summary>
    public long? FirstRowId { get; init; }

    /// <summary>Deletes that concern one data file: its location; null otherwise.</summary>
    public string? ReferencedDataFile { get; init; }

    /// <summary>Version 3 deletion vector: where its blob starts in the puffin file; null otherwise.</summary>
    public long? ContentOffset { get; init; }

    /// <summary>Version 3 deletion vector: the blob's length; null otherwise.</summary>
    public long? ContentSizeBytes { get; init; }
}
