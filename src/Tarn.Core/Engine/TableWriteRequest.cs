using Tarn.Catalog;

namespace Tarn.Engine;

/// <summary>Rows to be written to a table.</summary>
public sealed record TableWriteRequest
{
    /// <summary>The table.</summary>
    public required TableName Table { get; init; }

    /// <summary>The table as it is; null makes it.</summary>
    public required TableEntry.Table? Current { get; init; }

    /// <summary>A SELECT that gives the rows, over views that are shown.</summary>
    public required string Select { get; init; }

    /// <summary>What becomes of the rows that are there.</summary>
    public WriteMode Mode { get; init; } = new WriteMode.Append();

    /// <summary>How the files are laid out from now on.</summary>
    public TableLayout Layout { get; init; } = new();

    /// <summary>True when the SELECT has the columns that keep rows' ids (<see cref="LineageSql.InFiles"/>): they go into files, not into the schema.</summary>
    internal bool HasLineage { get; init; }

    /// <summary>True when the SELECT gives no rows by its kind: nothing is run and no data file is written, whatever the table's columns are.</summary>
    internal bool GivesNoRows { get; init; }

    /// <summary>Table properties to set in the same change, asked for when the rows are written: a cursor moves with the rows it belongs to.</summary>
    public Func<IReadOnlyDictionary<string, string>> Properties { get; init; } = static () => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What columns mean, by name.</summary>
    public IReadOnlyDictionary<string, string> Docs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Facts for the snapshot's summary.</summary>
    public IReadOnlyDictionary<string, string> Summary { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
