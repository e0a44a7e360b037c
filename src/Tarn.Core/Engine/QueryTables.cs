using Tarn.Iceberg.Metadata;

namespace Tarn.Engine;

/// <summary>The tables and views that a query is made of.</summary>
internal sealed class QueryTables
{
    /// <summary>The tables.</summary>
    public Dictionary<TableName, TableMetadata> Tables { get; } = [];

    /// <summary>The views, those first that others are made of.</summary>
    public List<(TableName Name, string Sql)> Views { get; } = [];

    /// <summary>Whether the name was found before.</summary>
    public bool Knows(TableName name) => Tables.ContainsKey(name) || Views.Any(view => view.Name == name);

    /// <summary>The statements that make them anew, the tables empty.</summary>
    public IEnumerable<string> Statements()
    {
        foreach (var ns in Tables.Keys.Concat(Views.Select(v => v.Name)).Select(name => name.Namespace).Distinct(StringComparer.Ordinal))
            yield return $"create schema if not exists {SqlText.Name(ns)}";
        foreach (var (name, table) in Tables)
            yield return $"create table {name.Sql} ({string.Join(", ", table.CurrentSchema.Fields.Select(f => $"{SqlText.Name(f.Name)} {EngineType.SqlOf(f.Type)}"))})";
        foreach (var (name, sql) in Views)
            yield return $"create view {name.Sql} as {sql}";
    }
}
