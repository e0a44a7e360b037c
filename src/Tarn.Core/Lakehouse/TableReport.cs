namespace Tarn.Lakehouse;

/// <summary>A table or view as it is at a commit.</summary>
public sealed record TableReport
{
    /// <summary>Its name.</summary>
    public required TableName Table { get; init; }

    /// <summary>table, view or namespace.</summary>
    public required string Kind { get; init; }

    /// <summary>Where its metadata file lies.</summary>
    public required string MetadataLocation { get; init; }

    /// <summary>The Iceberg format version; for a view, the view version.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The current snapshot; null when nothing was written yet, and for a view.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>Its columns in order.</summary>
    public required IReadOnlyList<ColumnReport> Columns { get; init; }

    /// <summary>Rows, from the metadata, those deleted by position taken off; null for a view, and for a table with equality deletes or with deletes of another engine.</summary>
    public long? Rows { get; init; }

    /// <summary>Data files, from the metadata; null for a view.</summary>
    public int? Files { get; init; }

    /// <summary>Bytes of data files, from the metadata; null for a view, and where another engine did not tell.</summary>
    public long? Bytes { get; init; }

    /// <summary>Table properties.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A view's SQL; null for a table.</summary>
    public string? Sql { get; init; }
}
