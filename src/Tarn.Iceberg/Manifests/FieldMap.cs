using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Tarn.Iceberg.Manifests;

/// <summary>
/// A few values by field id, as small as they come: two arrays, of which the ids' is shared by all files that know the same columns.
/// A manifest of 100,000 files holds 600,000 such maps.
/// </summary>
internal sealed class FieldMap<T>(int[] keys, T[] values) : IReadOnlyDictionary<int, T>
{
    public int Count => keys.Length;

    public IEnumerable<int> Keys => keys;

    public IEnumerable<T> Values => values;

    public T this[int key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"No value for the field id {key}.");

    public bool ContainsKey(int key) => keys.AsSpan().Contains(key);

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out T value)
    {
        var at = keys.AsSpan().IndexOf(key);
        value = at < 0 ? default : values[at];
        return at >= 0;
    }

    public IEnumerator<KeyValuePair<int, T>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++)
            yield return new KeyValuePair<int, T>(keys[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
