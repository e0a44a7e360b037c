using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

/// <summary>
/// A session: settings, a transaction, one statement at a time. While a streaming result is open nothing else runs on it. Only
/// <see cref="Interrupt"/> and <see cref="Progress"/> may be called from another thread.
/// </summary>
public sealed partial class DuckDbConnection : IDisposable
{
    private readonly CallbackFailures _failures;
    private DuckDbResult? _open;

    internal DuckDbConnection(ConnectionHandle handle, CallbackFailures failures)
    {
        Handle = handle;
        _failures = failures;
    }

    internal ConnectionHandle Handle { get; }

    /// <summary>Runs one or more statements to their end and gives the rows that the last of them changed; 0 when it changes none.</summary>
    /// <param name="sql">The statements. Only the last may have parameters.</param>
    /// <param name="parameters">Values for ?, $1 ... in order; a dictionary of names for $name.</param>
    /// <param name="cancel">Interrupts the statement that runs. A COPY that was interrupted may leave a file behind.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public long Execute(string sql, object? parameters = null, CancellationToken cancel = default)
    {
        using var result = Query(sql, parameters, streaming: false, cancel);
        return result.RowsChanged;
    }

    /// <summary>Runs one or more statements and gives the rows of the last.</summary>
    /// <param name="sql">The statements. Only the last may have parameters.</param>
    /// <param name="parameters">Values for ?, $1 ... in order; a dictionary of names for $name; null for none.</param>
    /// <param name="streaming">Rows are made while they are read; without, all are made first and errors come here.</param>
    /// <param name="cancel">Interrupts the statement while it runs and while its rows are read.</param>
    /// <exception cref="InvalidOperationException">A streaming result is still open on this connection.</exception>
    public DuckDbResult Query(string sql, object? parameters = null, bool streaming = true, CancellationToken cancel = default)
    {
        using var statement = PrepareLast(sql, cancel);
        statement.BindAll(parameters);
        return statement.Query(streaming, cancel);
    }

    /// <summary>Prepares one statement, to run many times with other parameters.</summary>
    public DuckDbStatement Prepare(string sql)
    {
        RequireIdle(sql);
        return new DuckDbStatement(this, PreparedHandle.Of(Handle, sql, _failures), sql);
    }

    /// <summary>Stops the statement that runs, from any thread; it throws with <see cref="DuckDbErrorType.Interrupt"/>. Nothing happens when none runs.</summary>
    public void Interrupt() => NativeMethods.duckdb_interrupt(Handle);

    /// <summary>How far the running statement is, from any thread.</summary>
    public DuckDbProgress Progress()
    {
        var progress = NativeMethods.duckdb_query_progress(Handle);
        return new DuckDbProgress(progress.Percentage < 0 ? null : progress.Percentage, (long)progress.Rows, (long)progress.RowsTotal);
    }

    /// <summary>Rows into a table, one value after another. Slower than a source of rows, and simpler.</summary>
    public RowAppender Append(string table, string? schema = null, string? catalog = null)
    {
        RequireIdle($"append to {table}");
        return new RowAppender(AppenderHandle.Of(Handle, catalog, schema, table));
    }

    /// <summary>Ends an open result and closes the session; an open transaction is rolled back.</summary>
    public void Dispose()
    {
        _open?.Dispose();
        Handle.Dispose();
    }

    internal void RequireIdle(string sql)
    {
        if (_open is not null)
            throw new InvalidOperationException($"A streaming result is still open on this connection. Read it to its end, dispose it, or connect again. Open: {_open.Sql}; asked for: {sql}");
    }

    internal void Opened(DuckDbResult result) => _open = result;

    internal void Closed(DuckDbResult result)
    {
        if (ReferenceEquals(_open, result))
            _open = null;
    }

    internal DuckDbException Failure(ErrorText error, string sql) => error.ToException(sql, _failures);

    private DuckDbStatement PrepareLast(string sql, CancellationToken cancel)
    {
        RequireIdle(sql);
        using var statements = ExtractedHandle.Of(Handle, sql);
        if (statements.Count == 0)
            throw new ArgumentException("There is no statement in the text.", nameof(sql));
        for (var i = 0; i < statements.Count - 1; i++)
        {
            using var statement = new DuckDbStatement(this, statements.Prepare(Handle, i, sql, _failures), sql);
            statement.Execute(cancel);
        }
        return new DuckDbStatement(this, statements.Prepare(Handle, statements.Count - 1, sql, _failures), sql);
    }
}
