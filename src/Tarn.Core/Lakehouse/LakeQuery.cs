using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;

namespace Tarn.Lakehouse;

/// <summary>One query over one tree: the tables it names are shown, then it runs.</summary>
internal sealed class LakeQuery(LakeSession session, CatalogTree tree, string at)
{
    private static readonly string[] Reading = ["explain", "describe", "desc", "show", "summarize", "pivot", "unpivot", "from", "table"];

    public async Task<QueryResult> RunAsync(string sql, CancellationToken cancel)
    {
        var connection = session.Connect();
        IReadOnlyList<TableName> tables = [];
        try
        {
            tables = await TablesAsync(connection, sql, cancel);
            await session.ShowAsync(tree, tables, cancel);
            var result = connection.Query(sql, cancel: cancel);
            var columns = result.Columns.Select(c => new QueryColumn(c.Name, c.Type.ToString()));
            return new QueryResult([.. columns], result.Rows(), new Ownership(result, connection, session));
        }
        catch (DuckDbException e) when (e.ErrorType is DuckDbErrorType.Catalog)
        {
            connection.Dispose();
            throw await UnknownAsync(tables, e, cancel);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The tables a SELECT names; all of them for what reads but is no SELECT, since its parse tree cannot be had.</summary>
    private async Task<IReadOnlyList<TableName>> TablesAsync(DuckDbConnection connection, string sql, CancellationToken cancel)
    {
        try
        {
            return SqlReferences.TablesIn(connection, sql);
        }
        catch (DuckDbNotSerializableException e)
        {
            var word = sql.TrimStart().Split([' ', '\n', '\t', '\r', '('], 2)[0].ToLowerInvariant();
            if (!Reading.Contains(word, StringComparer.Ordinal))
                throw new TarnException(FailureKind.Invalid, new Problem(
                    "query.writes", $"A query only reads, and '{word}' does not.", Next: "To make or change a table, write a model and run it."), e);
        }
        var all = new List<TableName>();
        await foreach (var (table, _) in tree.ListAsync(cancel: cancel))
            all.Add(table);
        return all;
    }

    /// <summary>The tables that are not in the tree; the engine's own words when it is a function, a type ... that is not there.</summary>
    private async Task<TarnException> UnknownAsync(IReadOnlyList<TableName> tables, DuckDbException failure, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var table in tables)
        {
            if (await tree.FindAsync(table, cancel) is null)
                problems.Add(await UnknownTable.TellAsync(table, tree, at, cancel));
        }
        return new TarnException(
            FailureKind.Invalid,
            problems.Count > 0 ? problems : [new Problem("query.unknown-name", failure.Text, at, "'tarn table list' shows the tables of a reference.")],
            failure);
    }

    private sealed class Ownership(params IReadOnlyList<IDisposable> parts) : IDisposable
    {
        public void Dispose()
        {
            foreach (var part in parts)
                part.Dispose();
        }
    }
}
