namespace Tarn.DuckDb.Functions;

/// <summary>A source lent to SQL. After Dispose new queries do not find it; one that runs keeps it.</summary>
public sealed class StreamRegistration : IDisposable
{
    private readonly StreamSources _sources;
    private readonly string _token;

    internal StreamRegistration(StreamSources sources, string token, string sql)
    {
        _sources = sources;
        _token = token;
        Sql = sql;
    }

    /// <summary>What to write behind FROM.</summary>
    public string Sql { get; }

    /// <summary>Takes the source back.</summary>
    public void Dispose() => _sources.Remove(_token);
}
