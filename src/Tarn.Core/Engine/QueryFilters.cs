using System.Text.Json;
using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// Which rows of its tables a query wants, so that files without one are not read. The engine's own optimizer is asked: it plans the query over empty tables
/// of the same columns, in a database of its own, and what it pushes down to a scan, through views and joins, is what the scan wants. Where nothing can be
/// said, everything is wanted.
/// </summary>
public sealed class QueryFilters(LakeTables tables)
{
    /// <summary>Tables of fewer data files are read whole: planning twice would cost more than is spared.</summary>
    private const long FilesMin = 8;

    private const int DepthMax = 64;

    /// <summary>
    /// The steps of the optimizer that bring conditions to scans. The others are left out: they would drop scans by the statistics of the empty tables, and after some
    /// of them plans of joins cannot be told.
    /// </summary>
    private const string Asked = "'expression_rewriter', 'filter_pullup', 'filter_pushdown', 'cte_filter_pusher', 'regex_range', 'in_clause', 'deliminator', 'unnest_rewriter', 'materialized_cte', 'cte_inlining'";

    /// <summary>The condition of each table of which less than all is wanted.</summary>
    /// <param name="connection">A connection without an open result: views are parsed with it.</param>
    /// <param name="tree">The tables.</param>
    /// <param name="names">Those that the query names.</param>
    /// <param name="sql">The query, one SELECT.</param>
    /// <param name="cancel">Stops between files.</param>
    public async Task<IReadOnlyDictionary<TableName, Expression>> OfAsync(
        DuckDbConnection connection, CatalogTree tree, IReadOnlyList<TableName> names, string sql, CancellationToken cancel) =>
        (await OfAsync((connection, tree), names, [], sql, cancel)).Tables;

    /// <summary>The condition of each table, and of each version of a table, of which less than all is wanted.</summary>
    /// <param name="from">A connection without an open result, which shows the metadata tables that the query names, and the tables.</param>
    /// <param name="names">Those that the query names.</param>
    /// <param name="aspects">Versions and metadata tables that it names.</param>
    /// <param name="sql">The query, one SELECT.</param>
    /// <param name="cancel">Stops between files.</param>
    /// <exception cref="Tarn.Iceberg.IcebergException">Invalid: there is no such version.</exception>
    public async Task<QueryWants> OfAsync(
        (DuckDbConnection Connection, CatalogTree Tree) from, IReadOnlyList<TableName> names, IReadOnlyList<TableAspect> aspects, string sql, CancellationToken cancel)
    {
        var parts = new QueryTables();
        foreach (var name in names)
            await GatherAsync(from, name, parts, 0, cancel);
        foreach (var aspect in aspects)
            await GatherAsync(from, aspect, parts, cancel);
        var isLarge = parts.Tables.Values.Select(table => table.CurrentSnapshot).Concat(parts.Versions.Values.Select(version => version.Snapshot)).Any(IsLarge);
        return isLarge ? TryOf(parts, sql) : QueryWants.Everything;
    }

    /// <summary>Which rows of one table a condition wants; null for all, also where it names others.</summary>
    /// <param name="name">The table.</param>
    /// <param name="table">As it is.</param>
    /// <param name="where">The condition, over its columns.</param>
    internal static Expression? OfCondition(TableName name, TableMetadata table, string where)
    {
        if (!IsLarge(table.CurrentSnapshot))
            return null;
        var parts = new QueryTables();
        parts.Tables[name] = table;
        return TryOf(parts, $"select 1 from {name.Sql} as old where (\n{where}\n)").Tables.GetValueOrDefault(name);
    }

    private static QueryWants TryOf(QueryTables parts, string sql)
    {
        try
        {
            return Of(parts, sql);
        }
        catch (Exception e) when (e is DuckDbException or DuckDbNotSerializableException or JsonException)
        {
            return QueryWants.Everything;
        }
    }

    private static bool IsLarge(Snapshot? snapshot) =>
        snapshot is not null && (!snapshot.Summary.TryGetValue("total-data-files", out var text) || !long.TryParse(text, out var files) || files >= FilesMin);

    /// <summary>A version by its schema; a metadata table by the columns that it is shown with.</summary>
    private async Task GatherAsync((DuckDbConnection Connection, CatalogTree Tree) from, TableAspect aspect, QueryTables parts, CancellationToken cancel)
    {
        if (aspect.IsMetadata)
            parts.Shown[aspect] = ColumnsOf(from.Connection, aspect);
        else if (await from.Tree.FindAsync(aspect.Table, cancel) is TableEntry.Table entry)
            parts.Versions[aspect] = await tables.MetadataAsync(entry, cancel) is var table && aspect.Version is null ? TableVersion.Current(table) : TableVersion.At(table, aspect.Version);
    }

    private static string ColumnsOf(DuckDbConnection connection, TableAspect aspect)
    {
        using var columns = connection.Query($"select column_name, column_type from (describe select * from {aspect.Sql})");
        return string.Join(", ", columns.Rows().Select(row => $"{SqlText.Name((string)row[0]!)} {row[1]}"));
    }

    /// <summary>The tables behind a name, and the views, those first that others are made of.</summary>
    private async Task GatherAsync((DuckDbConnection Connection, CatalogTree Tree) from, TableName name, QueryTables parts, int depth, CancellationToken cancel)
    {
        if (depth > DepthMax || parts.Knows(name))
            return;
        switch (await from.Tree.FindAsync(name, cancel))
        {
            case TableEntry.Table table:
                parts.Tables[name] = await tables.MetadataAsync(table, cancel);
                break;
            case TableEntry.View view:
                var metadata = await tables.ViewAsync(view, cancel);
                var query = ViewQuery.Of(from.Connection, metadata);
                await query.RequireTablesAsync(from.Tree, metadata.Location, cancel);
                foreach (var below in query.Tables)
                    await GatherAsync(from, below, parts, depth + 1, cancel);
                parts.Views.Add((name, query.Sql));
                break;
        }
    }

    private static QueryWants Of(QueryTables parts, string sql)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings
        {
            Threads = 1,
            TracksProgress = false,
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["autoinstall_known_extensions"] = "false", ["autoload_known_extensions"] = "false" },
        });
        using var connection = database.Connect();
        connection.Execute("set global TimeZone = 'UTC'");
        foreach (var statement in parts.Statements())
            connection.Execute(statement);
        connection.Execute($"set disabled_optimizers = '{NotAsked(connection)}'");
        using var plan = connection.SerializePlan(sql);
        var scans = PlanScan.AllIn(plan.RootElement).ToLookup(scan => (scan.Schema, scan.Table));
        return new QueryWants(
            Wanted(parts.Tables.Select(t => (t.Key, WantedOf(t.Value.CurrentSchema, [.. scans[(t.Key.Namespace, t.Key.Name)]])))),
            Wanted(parts.Versions.Select(v => (v.Key, WantedOf(v.Value.Schema, [.. scans[(v.Key.Schema.Length == 0 ? "main" : v.Key.Schema, v.Key.Name)]])))));
    }

    private static Dictionary<T, Expression> Wanted<T>(IEnumerable<(T Name, Expression Condition)> all)
        where T : notnull => all.Where(one => one.Condition is not Expression.True).ToDictionary(one => one.Name, one => one.Condition);

    private static string NotAsked(DuckDbConnection connection)
    {
        using var steps = connection.Query($"select string_agg(name, ',') from duckdb_optimizers() where name not in ({Asked})");
        return (string)steps.ReadAll()[0][0]!;
    }

    /// <summary>What any of a table's scans wants.</summary>
    private static Expression WantedOf(TableSchema schema, IReadOnlyList<PlanScan> scans) =>
        scans.Count == 0 ? new Expression.True() : Expression.Any(scans.Select(scan => Expression.All(scan.Filters.Select(filter => Read(schema, filter)))));

    private static Expression Read(TableSchema schema, (string Column, JsonElement Filter) part) =>
        (schema.Fields.FirstOrDefault(field => field.Name == part.Column) is { } column ? PlanFilter.Read(part.Filter, column) : null) ?? new Expression.True();
}
