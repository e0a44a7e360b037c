using System.Text.RegularExpressions;
using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Expressions;
using Tarn.Inspection;

namespace Tarn.Lakehouse;

/// <summary>One query over one tree: the tables it names are shown, then it runs.</summary>
internal sealed partial class LakeQuery(LakeSession session, AspectViews aspects, QueryFilters filters, CatalogTree tree, string at)
{
    public async Task<QueryResult> RunAsync(string sql, CancellationToken cancel)
    {
        var connection = session.Connect();
        IReadOnlyList<TableName> tables = [];
        try
        {
            var statement = QueryStatement.Of(sql);
            tables = await TablesAsync(connection, statement, cancel);
            await session.ShowAsync(tree, tables, cancel);
            var result = Answer(connection, sql, statement, cancel);
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

    /// <summary>The answer, with JSON in the place of columns that nothing outside of the engine can read.</summary>
    private static DuckDbResult Answer(DuckDbConnection connection, string sql, QueryStatement statement, CancellationToken cancel)
    {
        var result = connection.Query(sql, cancel: cancel);
        if (VariantSql.AsJson(statement.Sql, result.Columns) is not { } readable)
            return result;
        result.Dispose();
        return connection.Query(readable, cancel: cancel);
    }

    /// <summary>The tables a SELECT names; all of them for what reads but is no SELECT, since its parse tree cannot be had.</summary>
    private async Task<IReadOnlyList<TableName>> TablesAsync(DuckDbConnection connection, QueryStatement statement, CancellationToken cancel)
    {
        try
        {
            var named = SqlReferences.AspectsIn(connection, statement.Sql);
            foreach (var aspect in named.Where(aspect => aspect.IsMetadata))
                await ShowAsync(aspect, null, cancel);
            var tables = SqlReferences.TablesIn(connection, statement.Sql);
            var wanted = await filters.OfAsync((connection, tree), tables, named, statement.Sql, cancel);
            session.Wanted = wanted.Tables;
            foreach (var aspect in named.Where(aspect => !aspect.IsMetadata))
                await ShowAsync(aspect, wanted.Aspects.GetValueOrDefault(aspect), cancel);
            return tables;
        }
        catch (DuckDbNotSerializableException)
        {
            if (statement.Explained is { } explained)
                return await TablesAsync(connection, explained, cancel);
            if (!statement.Reads)
                throw statement.Writes();
        }
        var all = new List<TableName>();
        await foreach (var (table, _) in tree.ListAsync(cancel: cancel))
            all.Add(table);
        return all;
    }

    private async Task ShowAsync(TableAspect aspect, Expression? wanted, CancellationToken cancel)
    {
        var entry = await tree.FindAsync(aspect.Table, cancel) ?? throw new TarnException(FailureKind.Invalid, await UnknownTable.TellAsync(aspect.Table, tree, at, cancel));
        await aspects.ShowAsync(aspect, entry, wanted, cancel);
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
        return new TarnException(FailureKind.Invalid, problems.Count > 0 ? problems : [await UnknownNameAsync(failure, cancel)], failure);
    }

    /// <summary>A name that is no <c>namespace.table</c>: a table named without its namespace, or a function, a type ... that is not there.</summary>
    private async Task<Problem> UnknownNameAsync(DuckDbException failure, CancellationToken cancel)
    {
        if (TableNamed().Match(failure.Text) is not { Success: true } match)
            return new Problem("query.unknown-name", failure.Text, Next: "Functions and types are DuckDB's.");
        var name = match.Groups["name"].Value;
        var named = new List<string>();
        await foreach (var (table, _) in tree.ListAsync(cancel: cancel))
        {
            if (table.Name == name)
                named.Add(table.ToString());
        }
        var next = named.Count > 0 ? $"Write it with its namespace: {string.Join(" or ", named)}." : "Tables are named as namespace.table; 'tarn table list' shows them.";
        return new Problem("query.unknown-name", $"There is no table '{name}'.", at, next);
    }

    [GeneratedRegex("Table with name (?<name>.+?) does not exist", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableNamed();

    private sealed class Ownership(params IReadOnlyList<IDisposable> parts) : IDisposable
    {
        public void Dispose()
        {
            foreach (var part in parts)
                part.Dispose();
        }
    }
}
