using System.Collections.Concurrent;
using Tarn.DuckDb;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Functions;
using Tarn.Iceberg.Deletes;

namespace Tarn.Engine;

/// <summary>
/// The deleted rows of scans, which the SQL function <c>tarn_live(token, file_index, file_row_number)</c> leaves out: a look into a bitmap for each row
/// costs a sixth of a plain scan, an anti join seven times as much as the scan. Safe for threads.
/// </summary>
internal sealed class LiveRows
{
    private const string Name = "tarn_live";

    private readonly ConcurrentDictionary<long, IReadOnlyList<RowPositions?>> _scans = new();
    private long _last;

    /// <summary>The function to register.</summary>
    public ScalarFunction Function => new()
    {
        Name = Name,
        Parameters = [DuckDbType.BigInt, DuckDbType.UBigInt, DuckDbType.BigInt],
        Returns = DuckDbType.Boolean,
        Body = Answer,
    };

    /// <summary>Lends deleted rows to SQL.</summary>
    /// <param name="deleted">For each file of the scan, in the order the scan names them, the deleted rows; null when it has none.</param>
    public LiveRowsLease Add(IReadOnlyList<RowPositions?> deleted)
    {
        var token = Interlocked.Increment(ref _last);
        _scans[token] = deleted;
        return new LiveRowsLease(this, token, $"{Name}({token}, file_index, file_row_number)");
    }

    /// <summary>Takes them back.</summary>
    public void Remove(long token) => _scans.TryRemove(token, out _);

    private void Answer(DuckDbChunk chunk, ColumnWriter result)
    {
        var token = chunk.Column<FixedColumn<long>>(0)[0];
        var deleted = _scans.TryGetValue(token, out var scan) ? scan : throw new InvalidOperationException($"There is no scan {token}: its session is over.");
        var files = chunk.Column<FixedColumn<ulong>>(1).Values;
        var rows = chunk.Column<FixedColumn<long>>(2).Values;
        var live = result.Values<bool>()[..chunk.RowCount];
        for (var start = 0; start < live.Length;)
        {
            var length = files[start..].IndexOfAnyExcept(files[start]);
            var part = start..(length < 0 ? live.Length : start + length);
            Answer(deleted[(int)files[start]], rows[part], live[part]);
            start = part.End.Value;
        }
    }

    private static void Answer(RowPositions? deleted, ReadOnlySpan<long> rows, Span<bool> live)
    {
        if (deleted is null)
            live.Fill(true);
        else
            deleted.FindOthers(rows, live);
    }
}
