using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;

namespace Tarn.Core.Tests.RealInput;

/// <summary>DuckDB by itself, over the files as they are: what a lake's answers are held against.</summary>
internal sealed class BareEngine : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(new DuckDbSettings());
    private readonly DuckDbConnection _connection;

    public BareEngine() => _connection = _database.Connect();

    public static string Csv(string path) =>
        $"read_csv({DuckDbValues.Literal(path)}, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"', parallel = false)";

    public IReadOnlyList<object?[]> Rows(string sql)
    {
        using var result = _connection.Query(sql);
        return result.ReadAll();
    }

    public long Count(string from) => (long)Rows($"select count(*) from {from}").Single().Single()!;

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }
}
