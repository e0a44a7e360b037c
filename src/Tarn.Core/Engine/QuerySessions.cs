using Tarn.Catalog;
using Tarn.DuckDb.Sessions;

namespace Tarn.Engine;

/// <summary>
/// Sessions for queries that are known beforehand: one of its own for a query that wants less than all rows of its tables, which is shown only the files that may
/// hold them, and the shared one for all others. Safe for threads.
/// </summary>
internal sealed class QuerySessions(LakeEngine engine, LakeTables tables, LakeSession shared)
{
    private readonly QueryFilters _filters = new(tables);

    /// <summary>A session that shows the tables a query names as a tree has them.</summary>
    /// <param name="tree">The tables.</param>
    /// <param name="sql">The query, one SELECT.</param>
    /// <param name="isRun">False for a query that is kept, not run: it is shown all rows.</param>
    /// <param name="cancel">Stops between files.</param>
    public async Task<QuerySession> OpenAsync(CatalogTree tree, string sql, bool isRun, CancellationToken cancel)
    {
        using var connection = shared.Connect();
        return await OpenAsync(tree, SqlReferences.TablesIn(connection, sql), isRun ? sql : null, cancel);
    }

    /// <summary>A session that shows the tables as a tree has them.</summary>
    /// <param name="tree">The tables.</param>
    /// <param name="names">Those that the query names.</param>
    /// <param name="sql">The query, one SELECT; null shows all rows.</param>
    /// <param name="cancel">Stops between files.</param>
    public async Task<QuerySession> OpenAsync(CatalogTree tree, IReadOnlyList<TableName> names, string? sql, CancellationToken cancel)
    {
        var connection = shared.Connect();
        try
        {
            var wanted = sql is null ? QueryWants.Everything.Tables : await _filters.OfAsync(connection, tree, names, sql, cancel);
            if (wanted.Count > 0)
                return await OwnAsync(tree, names, new LakeSession(engine, tables) { Wanted = wanted }, cancel);
            await shared.ShowAsync(tree, names, cancel);
            var opened = new QuerySession(connection, null);
            connection = null;
            return opened;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private static async Task<QuerySession> OwnAsync(CatalogTree tree, IReadOnlyList<TableName> names, LakeSession own, CancellationToken cancel)
    {
        try
        {
            await own.ShowAsync(tree, names, cancel);
            return new QuerySession(own.Connect(), own);
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }
}
