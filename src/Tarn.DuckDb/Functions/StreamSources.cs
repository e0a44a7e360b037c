using System.Collections.Concurrent;
using System.Globalization;

namespace Tarn.DuckDb.Functions;

/// <summary>The sources that are lent to SQL at the moment, by token.</summary>
internal sealed class StreamSources
{
    private readonly ConcurrentDictionary<string, ITableSource> _sources = new(StringComparer.Ordinal);
    private long _last;

    public string Add(ITableSource source)
    {
        var token = "t" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        _sources[token] = source;
        return token;
    }

    public ITableSource Get(string token) => _sources.TryGetValue(token, out var source)
        ? source
        : throw new KeyNotFoundException($"There is no stream '{token}': its registration is disposed, or belongs to another database.");

    public void Remove(string token) => _sources.TryRemove(token, out _);
}
