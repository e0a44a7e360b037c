using System.Collections.Concurrent;

namespace Tarn.Catalog;

/// <summary>
/// Remembers values that never change: two generations of at most <paramref name="generationMax"/> each. When the young one is full
/// the old one is forgotten; what is used moves to the young one.
/// </summary>
internal sealed class BoundedCache<TValue>(int generationMax)
    where TValue : class
{
    private ConcurrentDictionary<string, TValue> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, TValue> _old = new(StringComparer.Ordinal);

    public TValue? Find(string key)
    {
        if (_young.TryGetValue(key, out var value))
            return value;
        if (!_old.TryGetValue(key, out value))
            return null;
        Remember(key, value);
        return value;
    }

    public void Remember(string key, TValue value)
    {
        if (_young.Count >= generationMax)
        {
            _old = _young;
            _young = new ConcurrentDictionary<string, TValue>(StringComparer.Ordinal);
        }
        _young[key] = value;
    }
}
