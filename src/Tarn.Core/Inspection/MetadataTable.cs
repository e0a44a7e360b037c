using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.Engine;

namespace Tarn.Inspection;

/// <summary>A metadata table: columns and rows, which are made while they are read.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">A value for each column, as <see cref="DuckDbValues"/> names them.</param>
internal sealed record MetadataTable(IReadOnlyList<MetadataColumn> Columns, IEnumerable<object?[]> Rows)
{
    /// <summary>The rows as a source for SQL.</summary>
    public RowSource Source => new([.. Columns.Select(column => new DuckDbColumn(column.Name, column.Type))], Rows);

    /// <summary>The SELECT over the source.</summary>
    /// <param name="source">What stands behind FROM.</param>
    public string Select(string source) => $"select {string.Join(", ", Columns.Select(Cast))} from {source}";

    private static string Cast(MetadataColumn column) =>
        column.Sql is null ? SqlText.Name(column.Name) : $"{SqlText.Name(column.Name)}::{column.Sql} as {SqlText.Name(column.Name)}";
}
