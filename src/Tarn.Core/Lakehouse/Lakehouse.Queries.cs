using Tarn.Engine;
using Tarn.Inspection;

namespace Tarn.Lakehouse;

/// <content>Queries.</content>
public sealed partial class Lakehouse
{
    /// <summary>Answers one statement that reads; its rows are computed while they are read.</summary>
    /// <param name="sql">A SELECT, or what else only reads: DESCRIBE, SUMMARIZE, SHOW, EXPLAIN, PIVOT.</param>
    /// <param name="at">The reference whose tables it sees.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <exception cref="TarnException">Invalid: no such reference; <c>query.writes</c>: the statement would change something.</exception>
    public async Task<QueryResult> QueryAsync(string sql, string at, CancellationToken cancel = default)
    {
        var tree = await Catalog.TreeAtAsync(at, cancel);
        var session = new LakeSession(Engine, Tables);
        try
        {
            var query = new LakeQuery(session, new AspectViews(session, Engine, Tables), new QueryFilters(Tables), tree, at);
            return await query.RunAsync(sql, cancel);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
