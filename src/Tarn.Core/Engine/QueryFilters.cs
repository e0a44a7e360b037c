using System.Text.Json;
using System.Text.RegularExpressions;
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
public sealed partial class QueryFilters(LakeTables tables)
{
    /// <summary>Tables of fewer data files are read whole: planning twice would cost more than is spared.</summary>
    private const long FilesMin = 8;

    private const int DepthMax = 64;

    /// <summary>What the empty tables' statistics would drop scans by.</summary>
    private const string Disabled = "statistics_propagation,empty_result_pullup";

    /// <summary>The condition of each table of which less than all is wanted.</summary>
    /// <param name="connection">A connection without an open result: views are parsed with it.</param>
    /// <param name="tree">The tables.</param>
    /// <param name="names">Those that the query names.</param>
    /// <param name="sql">The query, one SELECT.</param>
    /// <param name="cancel">Stops between files.</param>
    public async Task<IReadOnlyDictionary<TableName, Expression>> OfAsync(
        DuckDbConnection connection, CatalogTree tree, IReadOnlyList<TableName> names, string sql, CancellationToken cancel)
    {
        var parts = new QueryTables();
        foreach (var name in names)
            await GatherAsync((connection, tree), name, parts, 0, cancel);
        if (!parts.Tables.Values.Any(IsLarge))
            return new Dictionary<TableName, Expression>();
        try
        {
            return Of(parts, sql);
        }
        catch (DuckDbException)
        {
            return new Dictionary<TableName, Expression>();
        }
    }

    private static bool IsLarge(TableMetadata table) =>
        table.CurrentSnapshot is { } snapshot && (!snapshot.Summary.TryGetValue("total-data-files", out var text) || !long.TryParse(text, out var files) || files >= FilesMin);

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

    private static IReadOnlyDictionary<TableName, Expression> Of(QueryTables parts, string sql)
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
        connection.Execute($"set disabled_optimizers = '{Disabled}'");
        var scans = ScanFilters.Of(PlanOf(connection, sql));
        return parts.Tables.Select(t => (t.Key, Wanted: WantedOf(connection, t.Value.CurrentSchema, [.. scans.Where(s => s.Table.EndsWith($".{t.Key}", StringComparison.Ordinal)).Select(s => s.Filters)])))
            .Where(t => t.Wanted is not Expression.True)
            .ToDictionary(t => t.Key, t => t.Wanted);
    }

    private static string PlanOf(DuckDbConnection connection, string sql)
    {
        using var explained = connection.Query($"explain (format json) {sql}");
        return (string)explained.ReadAll()[0][1]!;
    }

    /// <summary>What any of a table's scans wants.</summary>
    private static Expression WantedOf(DuckDbConnection connection, TableSchema schema, IReadOnlyList<IReadOnlyList<string>> scans)
    {
        if (scans.Count == 0 || schema.Fields.Any(f => !Plain().IsMatch(f.Name)))
            return new Expression.True();
        var reader = new FilterJson(schema);
        return Expression.Any(scans.Select(filters => Expression.All(filters.Select(text => Read(connection, reader, text) ?? new Expression.True()))));
    }

    /// <summary>Plans tell conditions as SQL, though without brackets around what an optional one is made of: read as it stands it is weaker, which does no harm.</summary>
    private static Expression? Read(DuckDbConnection connection, FilterJson reader, string filter)
    {
        try
        {
            using var tree = JsonDocument.Parse(connection.SerializeSql($"select 1 where {filter}"));
            return reader.Read(tree.RootElement.GetProperty("statements")[0].GetProperty("node").GetProperty("where_clause"));
        }
        catch (Exception e) when (e is DuckDbException or DuckDbNotSerializableException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Plans do not quote names, so that any other name could be taken for something else.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
