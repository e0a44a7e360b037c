using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The tables and views that a query is made of.</summary>
internal sealed class QueryTables
{
    /// <summary>The tables.</summary>
    public Dictionary<TableName, TableMetadata> Tables { get; } = [];

    /// <summary>The views, those first that others are made of.</summary>
    public List<(TableName Name, string Sql)> Views { get; } = [];

    /// <summary>Versions of tables, by the name that the query has for them.</summary>
    public Dictionary<TableAspect, TableVersion> Versions { get; } = [];

    /// <summary>Metadata tables, and their columns in SQL.</summary>
    public Dictionary<TableAspect, string> Shown { get; } = [];

    /// <summary>Whether the name was found before.</summary>
    public bool Knows(TableName name) => Tables.ContainsKey(name) || Views.Any(view => view.Name == name);

    /// <summary>The statements that make them anew, the tables empty.</summary>
    public IEnumerable<string> Statements()
    {
        var schemas = Tables.Keys.Concat(Views.Select(v => v.Name)).Select(name => name.Namespace).Concat(Versions.Keys.Concat(Shown.Keys).Select(aspect => aspect.Schema));
        foreach (var ns in schemas.Where(schema => schema.Length > 0).Distinct(StringComparer.Ordinal))
            yield return $"create schema if not exists {SqlText.Name(ns)}";
        foreach (var (name, table) in Tables)
            yield return $"create table {name.Sql} ({Columns(table.CurrentSchema)})";
        foreach (var (aspect, version) in Versions)
            yield return $"create table {aspect.Sql} ({Columns(aspect.Part is null ? version.Schema : LineageSql.AddTo(version.Schema))})";
        foreach (var (aspect, columns) in Shown)
            yield return $"create table {aspect.Sql} ({columns})";
        foreach (var (name, sql) in Views)
            yield return $"create view {name.Sql} as {sql}";
    }
    private static string Columns(TableSchema schema) => string.Join(", ", schema.Fields.Select(f => $"{SqlText.Name(f.Name)} {EngineType.SqlOf(f.Type)}"));
}
