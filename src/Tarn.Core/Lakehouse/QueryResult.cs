namespace Tarn.Lakehouse;

/// <summary>The answer to a query; rows flow while they are read. Dispose it.</summary>
public sealed class QueryResult(IReadOnlyList<QueryColumn> columns, IEnumerable<object?[]> rows, IDisposable owner) : IDisposable
{
    /// <summary>The columns in order.</summary>
    public IReadOnlyList<QueryColumn> Columns { get; } = columns;

    /// <summary>The rows, once. Values are as the engine's readers give them: long, string, DateOnly, DateTimeOffset, lists, dictionaries ...</summary>
    public IEnumerable<object?[]> Rows { get; } = rows;

    /// <summary>Ends the query.</summary>
    public void Dispose() => owner.Dispose();

    /// <summary>The same answer, which holds something more until it is disposed.</summary>
    internal QueryResult Holding(IDisposable more) => new(Columns, Rows, new Ownership(this, more));

    private sealed class Ownership(QueryResult answer, IDisposable more) : IDisposable
    {
        public void Dispose()
        {
            answer.Dispose();
            more.Dispose();
        }
    }
}
