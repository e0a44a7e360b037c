namespace Tarn.Maintenance;

/// <summary>Which tables are meant: names, and namespaces. Empty means all.</summary>
public sealed record TableFilter
{
    private TableFilter(IReadOnlyList<(string Namespace, TableName? Table)> parts) => Parts = parts;

    /// <summary>Every table.</summary>
    public static TableFilter All { get; } = new([]);

    /// <summary>What was written: a namespace, or a table in it.</summary>
    public IReadOnlyList<(string Namespace, TableName? Table)> Parts { get; }

    /// <summary>Reads <c>gold.daily</c>, <c>gold.*</c> or <c>gold</c>.</summary>
    /// <exception cref="TarnException">Invalid <c>name.table</c> or <c>name.namespace</c>.</exception>
    public static TableFilter Parse(IEnumerable<string> texts) => new([.. texts.Select(Part)]);

    /// <summary>Whether a table is meant.</summary>
    public bool Takes(TableName table) =>
        Parts.Count == 0 || Parts.Any(part => Takes(part, table));

    /// <summary>Whether one part means a table. A namespace means those in it too.</summary>
    internal static bool Takes((string Namespace, TableName? Table) part, TableName table) =>
        part.Table is { } only ? only == table : part.Namespace == table.Namespace || table.Namespace.StartsWith(part.Namespace + ".", StringComparison.Ordinal);

    private static (string Namespace, TableName? Table) Part(string text)
    {
        if (text.EndsWith(".*", StringComparison.Ordinal) || !text.Contains('.', StringComparison.Ordinal))
            return (TableName.OfNamespace(text.EndsWith(".*", StringComparison.Ordinal) ? text[..^2] : text).Namespace, null);
        var table = TableName.TryParseNested(text) ?? TableName.Parse(text);
        return (table.Namespace, table);
    }
}
