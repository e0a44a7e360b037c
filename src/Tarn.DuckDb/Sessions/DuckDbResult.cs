using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

/// <summary>The rows of a query, once, chunk by chunk. Dispose it: until then a streaming one holds its connection.</summary>
public sealed class DuckDbResult : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly ResultHandle _handle;
    private readonly QueryInterrupt _interrupt;
    private ChunkHandle? _current;
    private DuckDbChunk? _chunk;
    private bool _over;

    internal DuckDbResult(DuckDbConnection connection, ResultHandle handle, string sql, QueryInterrupt interrupt)
    {
        _connection = connection;
        _handle = handle;
        _interrupt = interrupt;
        Sql = sql;
    }

    /// <summary>The statements that were run.</summary>
    public string Sql { get; }

    /// <summary>The columns in order; names may repeat.</summary>
    public IReadOnlyList<DuckDbColumn> Columns { get; private set; } = [];

    /// <summary>Rows that the statement changed; 0 for a query.</summary>
    public long RowsChanged { get; private set; }

    private bool Streams { get; set; }

    /// <summary>The chunks that are left. Each ends when the next is asked for.</summary>
    /// <exception cref="DuckDbException">The query failed while its rows were made.</exception>
    /// <exception cref="OperationCanceledException">The token that the query was given was cancelled.</exception>
    public IEnumerable<DuckDbChunk> Chunks()
    {
        while (NextChunk() is { } chunk)
            yield return chunk;
    }

    /// <summary>The next chunk, after which the one before is over; null at the end.</summary>
    public DuckDbChunk? NextChunk()
    {
        EndChunk();
        if (_over)
            return null;
        ThrowIfCancelled();
        _current = _handle.Fetch();
        if (_current is null)
        {
            Finish();
            ThrowIfFailed();
            return null;
        }
        return _chunk = new DuckDbChunk(_current.View, Columns);
    }

    /// <summary>The rows that are left, each an array of its own with values as <see cref="DuckDbValues"/> names them.</summary>
    public IEnumerable<object?[]> Rows()
    {
        foreach (var chunk in Chunks())
        {
            for (var row = 0; row < chunk.RowCount; row++)
                yield return chunk.Row(row);
        }
    }

    /// <summary>All rows that are left, in memory.</summary>
    public IReadOnlyList<object?[]> ReadAll() => [.. Rows()];

    /// <summary>The first value of the first row, null when there is no row; and ends the result.</summary>
    public object? Single()
    {
        using (this)
            return NextChunk()?.Column(0).GetValue(0);
    }

    /// <summary>Ends the query, also in the middle of its rows: what it held, sources of rows among it, is let go.</summary>
    public void Dispose()
    {
        EndChunk();
        var unfinished = Streams && !_over;
        Finish();
        _handle.Dispose();
        if (unfinished)
            Abandon();
    }

    internal void Start(bool streaming)
    {
        Columns = _handle.Columns();
        RowsChanged = _handle.RowsChanged;
        Streams = streaming;
        if (streaming)
            _connection.Opened(this);
    }

    internal void ThrowIfFailed()
    {
        if (_handle.Error is not { } error)
            return;
        if (error.Type == DuckDbErrorType.Interrupt)
            ThrowIfCancelled();
        throw _connection.Failure(error, Sql);
    }

    private void ThrowIfCancelled() => _interrupt.ThrowIfCancelled();

    private void EndChunk()
    {
        _chunk?.End();
        _chunk = null;
        _current?.Dispose();
        _current = null;
    }

    private void Finish()
    {
        _over = true;
        _interrupt.Dispose();
        _connection.Closed(this);
    }

    /// <summary>DuckDB keeps an unfinished stream alive until the session prepares something else.</summary>
    private void Abandon()
    {
        if (!_connection.Handle.IsClosed)
            PreparedHandle.Of(_connection.Handle, "select 1").Dispose();
    }
}
