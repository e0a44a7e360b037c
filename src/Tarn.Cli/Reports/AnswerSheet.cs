using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Reports;

/// <summary>Rows of an answer as a sheet: figures to the right, null shown as <c>null</c>.</summary>
internal static class AnswerSheet
{
    private static readonly string[] Figures =
        ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL"];

    /// <summary>An empty sheet with these columns.</summary>
    public static Sheet Of(IReadOnlyList<QueryColumn> columns) => new([.. columns.Select(c => new SheetColumn(TextWidth.OneLine(c.Name), IsFigure(c.Type)))]);

    public static IReadOnlyList<string> Cells(IReadOnlyList<object?> row) =>
        [.. row.Select(value => value is null ? "null" : TextWidth.OneLine(ValueText.Of(value)))];

    private static bool IsFigure(string type) => !type.EndsWith(']') && Figures.Contains(type.Split('(')[0].ToUpperInvariant(), StringComparer.Ordinal);
}
