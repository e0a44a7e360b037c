using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Inspection;
using Tarn.Runs;

namespace Tarn.Lakehouse;

/// <content>Queries.</content>
public sealed partial class Lakehouse
{
    private static readonly Lazy<string> _reader = new(RunnerName.OfThisProcess);

    private Task<ReadSession> OpenReadAsync(string at, CancellationToken cancel) => Catalog.OpenReadAsync(at, _reader.Value, _options.LeaseReadsAfter, cancel);

    /// <summary>Answers one statement that reads; its rows are computed while they are read.</summary>
    /// <param name="sql">A SELECT, or what else only reads: DESCRIBE, SUMMARIZE, SHOW, EXPLAIN, PIVOT.</param>
    /// <param name="at">The reference whose tables it sees.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <exception cref="TarnException">Invalid: no such reference; <c>query.writes</c>: the statement would change something.</exception>
    public async Task<QueryResult> QueryAsync(string sql, string at, CancellationToken cancel = default)
    {
        var read = await OpenReadAsync(at, cancel);
        var session = new LakeSession(Engine, Tables);
        try
        {
            var query = new LakeQuery(session, new AspectViews(session, Engine, Tables), new QueryFilters(Tables), Catalog.TreeOf(read.Commit), at);
            return (await query.RunAsync(sql, cancel)).Holding(read);
        }
        catch
        {
            session.Dispose();
            await read.DisposeAsync();
            throw;
        }
    }
}
