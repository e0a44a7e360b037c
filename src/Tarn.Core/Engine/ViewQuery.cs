using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Views;
using Tarn.Sql.Trees;

namespace Tarn.Engine;

/// <summary>
/// The query of a view, in the engine's dialect. Whoever may write to the catalog may write a view, and it runs with the rights of whoever reads it: so it reads tables and views of the
/// lake by <c>namespace.table</c> and computes with functions that do no more than that, and what it says is looked at before the engine binds it. What is not known to be right is refused.
/// </summary>
/// <param name="Sql">One SELECT.</param>
/// <param name="Tables">The tables and views it names, each once.</param>
public sealed record ViewQuery(string Sql, IReadOnlyList<TableName> Tables)
{
    private const string Code = "view.sql";

    private static readonly HashSet<string> EnginesOwn = new(["information_schema", "pg_catalog"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The query of a view as it is now.</summary>
    /// <param name="connection">Parses it; nothing is bound or run.</param>
    /// <param name="view">The view.</param>
    /// <exception cref="TarnException">Invalid <c>view.dialect</c>: it has no SQL of the engine's. <c>view.sql</c>: it says something that a view may not.</exception>
    public static ViewQuery Of(DuckDbConnection connection, ViewMetadata view) => Of(connection, SqlOf(view), view.Location);

    /// <summary>The query that a text is.</summary>
    /// <param name="connection">Parses it; nothing is bound or run.</param>
    /// <param name="sql">The text.</param>
    /// <param name="where">What failures name.</param>
    /// <exception cref="TarnException">Invalid <c>view.sql</c>: everything that a view may not say, or that it is not one SELECT.</exception>
    public static ViewQuery Of(DuckDbConnection connection, string sql, string where)
    {
        var tree = Parse(connection, sql, where);
        var faults = Faults(tree).Distinct(StringComparer.Ordinal).ToList();
        if (faults.Count > 0)
            throw new TarnException(FailureKind.Invalid, [.. faults.Select(what => Problem(what, where))]);
        return new ViewQuery(sql, [.. TableReferences.Of(tree).Tables.Select(NameOf).OfType<TableName>().Distinct()]);
    }

    /// <summary>Looks at what a view says, where there is no engine at hand. A view without SQL in the engine's dialect is not looked at.</summary>
    /// <exception cref="TarnException">Invalid <c>view.sql</c>.</exception>
    public static void Check(ViewMetadata view)
    {
        if (view.CurrentVersion.SqlIn(ViewSql.DuckDb) is not { } sql)
            return;
        using var database = DuckDbDatabase.Open(new DuckDbSettings { Threads = 1, TracksProgress = false });
        using var connection = database.Connect();
        Of(connection, sql, view.Location);
    }

    /// <summary>A table that is not there would be looked for among the files of the machine.</summary>
    /// <exception cref="TarnException">Invalid <c>view.no-table</c>: the tables that are not in the tree.</exception>
    public async Task RequireTablesAsync(CatalogTree tree, string where, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var table in Tables)
        {
            if (await tree.FindAsync(table, cancel) is null)
                problems.Add(new Problem("view.no-table", $"The view reads '{table}', which is not there.", where, "Make the table, or build the view anew."));
        }
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
    }

    private static string SqlOf(ViewMetadata view) =>
        view.CurrentVersion.SqlIn(ViewSql.DuckDb) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "view.dialect", "The view has no SQL in DuckDB's dialect.", view.Location, "Build it anew from its model."));

    private static SqlTree Parse(DuckDbConnection connection, string sql, string where)
    {
        try
        {
            var tree = SqlTree.Parse(connection.SerializeSql(sql));
            return tree.Statements.Count == 1 ? tree : throw Refused($"The view is {tree.Statements.Count} statements and not one SELECT.");
        }
        catch (Exception e) when (e is DuckDbNotSerializableException or SqlTreeException)
        {
            throw Refused($"The view is no SELECT that can be looked at: {e.Message}");
        }
        catch (DuckDbException e) when (e.ErrorType is DuckDbErrorType.Parser or DuckDbErrorType.Syntax)
        {
            throw Refused($"The view is not SQL of DuckDB's: {e.Text}");
        }

        TarnException Refused(string what) => new(FailureKind.Invalid, Problem(what, where));
    }

    private static IEnumerable<string> Faults(SqlTree tree) =>
        tree.Statements.SelectMany(statement => statement.All()).Select(FaultOf).Concat(TableReferences.Of(tree).Tables.Select(FaultOf)).OfType<string>();

    private static string? FaultOf(SqlNode node) => node switch
    {
        TableNode.Function { Call: { } call } => PlainFunctions.GiveRows(call.Name) ? null : Called(call.Name),
        TableNode.Base table => IsPath(table.Name) ? Read(table.Name) : null,
        TableNode.Function or TableNode.Other or TableNode.Show or QueryNode.Other => $"The view has a part that views may not have: {node.GetType().Name}.",
        SqlExpression.Function call => PlainFunctions.GiveValue(call.Name) || PlainFunctions.GiveRows(call.Name) ? null : Called(call.Name),
        SqlExpression.Window call => PlainFunctions.GiveValue(call.Name) ? null : Called(call.Name),
        _ => null,
    };

    private static string? FaultOf(TableReference table) => NameOf(table) is null ? Read(string.Join('.', new[] { table.Catalog, table.Schema, table.Name }.Where(part => part.Length > 0))) : null;

    /// <summary>Exactly as it is written, since the engine takes any other name for a catalog's, its own or a file's.</summary>
    private static TableName? NameOf(TableReference table) =>
        table.Catalog.Length == 0 && TableName.TryParseNested($"{table.Schema}.{table.Name}") is { } name && name.Namespace == table.Schema && name.Name == table.Name
        && !EnginesOwn.Contains(table.Schema) ? name : null;

    private static bool IsPath(string name) => name.AsSpan().ContainsAny("./\\:*?[");

    private static string Called(string function) => $"The view calls '{function}', which is no function for views.";

    private static string Read(string name) => $"The view reads '{name}', which is not named as namespace.table.";

    private static Problem Problem(string what, string where) => new(
        Code, what, where, "A view is one SELECT over namespace.table, without files, settings or variables. What reads files is a source, or a model that is a table.");
}
