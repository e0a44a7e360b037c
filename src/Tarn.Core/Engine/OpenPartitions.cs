using System.Collections.Concurrent;
using Tarn.DuckDb;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Functions;

namespace Tarn.Engine;

/// <summary>
/// Which partitions have a file open in a write, first come first served, as the SQL function <c>tarn_is_open(token, hash)</c>: what a write cannot keep open is
/// told apart while its rows flow by, since they may flow only once. Safe for threads.
/// </summary>
internal sealed class OpenPartitions
{
    private const string Name = "tarn_is_open";

    private readonly ConcurrentDictionary<long, OpenPartitionsLease> _writes = new();
    private long _last;

    /// <summary>The function to register.</summary>
    public ScalarFunction Function => new()
    {
        Name = Name,
        Parameters = [DuckDbType.BigInt, DuckDbType.UBigInt],
        Returns = DuckDbType.Boolean,
        Body = Answer,
    };

    /// <summary>Begins a write that keeps at most so many partitions open.</summary>
    public OpenPartitionsLease Add(int openMax)
    {
        var token = Interlocked.Increment(ref _last);
        return _writes[token] = new OpenPartitionsLease(this, token, Name, openMax);
    }

    /// <summary>Ends it.</summary>
    public void Remove(long token) => _writes.TryRemove(token, out _);

    private void Answer(DuckDbChunk chunk, ColumnWriter result)
    {
        var token = chunk.Column<FixedColumn<long>>(0)[0];
        var write = _writes.TryGetValue(token, out var there) ? there : throw new InvalidOperationException($"There is no write {token}: it is over.");
        write.Answer(chunk.Column<FixedColumn<ulong>>(1).Values, result.Values<bool>()[..chunk.RowCount]);
    }
}
