namespace Tarn.Cli.Terminals;

/// <summary>A small table of text.</summary>
internal sealed class Sheet(params IReadOnlyList<SheetColumn> columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public IReadOnlyList<SheetColumn> Columns { get; } = columns;

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    public bool HasTitles => Columns.Any(c => c.Title.Length > 0);

    /// <summary>A sheet from titles; one that starts with '&gt;' (which is not printed) is a column of figures.</summary>
    public static Sheet Of(params IReadOnlyList<string> titles) => new([.. titles.Select(t => new SheetColumn(t.TrimStart('>'), t.StartsWith('>')))]);

    /// <summary>Adds a row; as many cells as columns.</summary>
    public Sheet Add(params IReadOnlyList<string> cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>The width of each column: its longest cell or its title.</summary>
    public int[] Widths() =>
        [.. Columns.Select((column, i) => _rows.Aggregate(TextWidth.Of(column.Title), (width, row) => Math.Max(width, TextWidth.Of(row[i]))))];
}
