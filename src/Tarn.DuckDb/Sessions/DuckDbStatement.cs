using System.Collections;
using System.Globalization;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

/// <summary>A prepared statement. Bind every parameter, run it, bind others, run it again.</summary>
public sealed class DuckDbStatement : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly PreparedHandle _handle;

    internal DuckDbStatement(DuckDbConnection connection, PreparedHandle handle, string sql)
    {
        _connection = connection;
        _handle = handle;
        Sql = sql;
    }

    /// <summary>The text.</summary>
    public string Sql { get; }

    /// <summary>How many parameters it has.</summary>
    public int ParameterCount => _handle.ParameterCount;

    /// <summary>The parameters' names without $, or their numbers.</summary>
    public IReadOnlyList<string> ParameterNames => [.. Enumerable.Range(1, ParameterCount).Select(_handle.ParameterName)];

    /// <summary>The columns that it will give; empty while the types of its parameters leave them open.</summary>
    public IReadOnlyList<DuckDbColumn> Columns
    {
        get
        {
            var columns = Enumerable.Range(0, _handle.ColumnCount).Select(_handle.Column).ToList();
            return columns.Exists(c => c.Type is DuckDbType.Scalar { Kind: DuckDbScalar.Invalid }) ? [] : columns;
        }
    }

    /// <summary>Gives a parameter its value.</summary>
    /// <param name="position">From 1.</param>
    /// <param name="value">Any type that <see cref="DuckDbValues"/> names; null for NULL.</param>
    public DuckDbStatement Bind(int position, object? value)
    {
        if (position < 1 || position > ParameterCount)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The statement has {ParameterCount} parameters, numbered from 1: {Sql}");
        if (!_handle.Bind(position, value))
            throw new DuckDbException(DuckDbErrorType.InvalidInput, $"Parameter {position} refuses {value}.") { Sql = Sql };
        return this;
    }

    /// <summary>Gives a named parameter its value.</summary>
    /// <param name="name">With or without $.</param>
    /// <param name="value">As for a position.</param>
    public DuckDbStatement Bind(string name, object? value)
    {
        var position = _handle.PositionOf(name.TrimStart('$'));
        return position is { } found
            ? Bind(found, value)
            : throw new ArgumentException($"The statement has no parameter ${name.TrimStart('$')}. It has: {string.Join(", ", ParameterNames.Select(n => "$" + n))}.", nameof(name));
    }

    /// <summary>Forgets all values.</summary>
    public void ClearBindings() => _handle.ClearBindings();

    /// <summary>Runs it to its end and gives the rows that it changed.</summary>
    public long Execute(CancellationToken cancel = default)
    {
        using var result = Query(streaming: false, cancel);
        return result.RowsChanged;
    }

    /// <summary>Runs it and gives its rows; see <see cref="DuckDbConnection.Query"/>.</summary>
    public DuckDbResult Query(bool streaming = true, CancellationToken cancel = default)
    {
        _connection.RequireIdle(Sql);
        cancel.ThrowIfCancellationRequested();
        var (pending, error) = PendingHandle.Start(_handle, streaming);
        using (pending)
        {
            if (error is not null)
                throw _connection.Failure(ErrorText.Read(error), Sql);
            // Planning has cleared the interrupt: only one that comes from here on is seen, so only now the token is tied to it.
            var interrupt = new QueryInterrupt(_connection, cancel);
            return Result(pending.Execute(), streaming, interrupt);
        }
    }

    /// <summary>Ends the statement; results that it gave stay readable.</summary>
    public void Dispose() => _handle.Dispose();

    internal void BindAll(object? parameters)
    {
        if (parameters is IDictionary named)
        {
            foreach (DictionaryEntry entry in named)
                Bind(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
            return;
        }
        var position = 0;
        foreach (var value in Listed(parameters))
            Bind(++position, value);
    }

    private static IEnumerable<object?> Listed(object? parameters) => parameters switch
    {
        null => [],
        string or byte[] => [parameters],
        IEnumerable many => many.Cast<object?>(),
        _ => [parameters],
    };

    private DuckDbResult Result(ResultHandle handle, bool streaming, QueryInterrupt interrupt)
    {
        var result = new DuckDbResult(_connection, handle, Sql, interrupt);
        try
        {
            result.ThrowIfFailed();
            result.Start(streaming);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }
}
