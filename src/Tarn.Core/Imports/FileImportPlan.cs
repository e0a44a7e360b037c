using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Imports;

/// <summary>What an import of files would do.</summary>
public sealed record FileImportPlan
{
    /// <summary>The table.</summary>
    public required TableName Table { get; init; }

    /// <summary>True when it is made.</summary>
    public required bool IsNew { get; init; }

    /// <summary>The files that are added.</summary>
    public required IReadOnlyList<ImportedFile> Files { get; init; }

    /// <summary>How many files are in the table already.</summary>
    public required int Skipped { get; init; }

    /// <summary>How many files have no rows, and are left out.</summary>
    public required int Empty { get; init; }

    /// <summary>The columns that the table has then; empty when there is something to settle.</summary>
    public IReadOnlyList<PlannedColumn> Columns { get; init; } = [];

    /// <summary>How the added files are partitioned: <c>year</c>, <c>day(seen_at)</c>; empty when they are not.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];

    /// <summary>What is to be settled first; empty when the import can be done.</summary>
    public IReadOnlyList<ImportConflict> Conflicts { get; init; } = [];

    /// <summary>Rows in the files that are added.</summary>
    public long Rows => Files.Sum(file => file.Rows);

    /// <summary>The table before its files are added; null when there is something to settle.</summary>
    internal TableMetadata? Shaped { get; init; }

    /// <summary>The files as the table has them.</summary>
    internal IReadOnlyList<DataFile> DataFiles { get; init; } = [];
}
