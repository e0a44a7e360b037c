using Tarn.DuckDb.Functions;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

public sealed partial class DuckDbDatabase
{
    private const string StreamFunction = "tarn_stream";

    /// <summary>Makes a source a table function without parameters, for as long as the database lives: <c>from name()</c>. A name given twice means the later.</summary>
    public void RegisterTable(string name, ITableSource source) => RegisterTable(name, [], _ => source);

    /// <summary>
    /// Makes a table function whose source follows from its arguments, given as bool, as long for
    /// integers to 64 bits, as double, and as text for everything else. The factory runs when a query is bound, maybe more than once.
    /// </summary>
    public void RegisterTable(string name, IReadOnlyList<DuckDbType> parameters, Func<IReadOnlyList<object?>, ITableSource> source)
    {
        using var connection = _handle.Connect();
        TableFunctions.Register(connection, new TableFunction(name, parameters, source, _failures));
    }

    /// <summary>Makes a function over values. A name given twice means the later.</summary>
    public void RegisterScalar(ScalarFunction function)
    {
        using var connection = _handle.Connect();
        ScalarFunctions.Register(connection, new ScalarBinding(function, _failures));
    }

    /// <summary>
    /// Lends a source of rows to SQL until the registration is disposed: <c>$"copy (from {stream.Sql}) to ..."</c>. Unlike
    /// <see cref="RegisterTable(string, ITableSource)"/> it leaves nothing behind.
    /// </summary>
    public StreamRegistration AddStream(ITableSource source)
    {
        var token = _streams.Add(source);
        return new StreamRegistration(_streams, token, $"{StreamFunction}('{token}')");
    }

    private void RegisterStreams() =>
        RegisterTable(StreamFunction, [DuckDbType.Varchar], arguments => _streams.Get(arguments[0] as string ?? ""));
}
