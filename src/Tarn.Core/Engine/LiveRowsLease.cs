namespace Tarn.Engine;

/// <summary>Deleted rows lent to SQL. After Dispose a query that uses them fails.</summary>
public sealed class LiveRowsLease : IDisposable
{
    private readonly LiveRows _rows;
    private readonly long _token;

    internal LiveRowsLease(LiveRows rows, long token, string sql) => (_rows, _token, Sql) = (rows, token, sql);

    /// <summary>The condition that a row of the scan is live.</summary>
    public string Sql { get; }

    /// <summary>Takes the rows back.</summary>
    public void Dispose() => _rows.Remove(_token);
}
