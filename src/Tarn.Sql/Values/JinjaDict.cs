namespace Tarn.Sql.Values;

/// <summary>A dictionary as templates know it: in the order of insertion, with keys compared as Python compares them (1, 1.0 and true are one key).</summary>
public sealed class JinjaDict
{
    private readonly OrderedDictionary<object, object?> _entries = new(PythonOrder.Keys);

    /// <summary>An empty dictionary.</summary>
    public JinjaDict() { }

    /// <summary>A dictionary of these entries; a later one with the same key wins.</summary>
    public JinjaDict(IEnumerable<KeyValuePair<object?, object?>> entries)
    {
        foreach (var (key, value) in entries)
            this[key] = value;
    }

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The keys in the order of insertion.</summary>
    public IEnumerable<object?> Keys => _entries.Keys.Select(Unwrapped);

    /// <summary>The values in the order of insertion.</summary>
    public IEnumerable<object?> Values => _entries.Values;

    /// <summary>Keys and values in the order of insertion.</summary>
    public IEnumerable<KeyValuePair<object?, object?>> Entries => _entries.Select(e => KeyValuePair.Create(Unwrapped(e.Key), e.Value));

    /// <summary>The value of a key. Setting adds or replaces; getting what is not there throws <see cref="KeyNotFoundException"/>.</summary>
    public object? this[object? key]
    {
        get => _entries[Wrapped(key)];
        set => _entries[Wrapped(key)] = value;
    }

    /// <summary>True, and the value, when the key is there.</summary>
    public bool TryGet(object? key, out object? value) => _entries.TryGetValue(Wrapped(key), out value);

    /// <summary>True when the key is there.</summary>
    public bool Has(object? key) => _entries.ContainsKey(Wrapped(key));

    /// <summary>Takes an entry out; false when it is not there.</summary>
    public bool Remove(object? key) => _entries.Remove(Wrapped(key));

    /// <summary>Takes every entry out.</summary>
    public void Clear() => _entries.Clear();

    private static object Wrapped(object? key) => key switch
    {
        null => NoneKey.Instance,
        JinjaList or JinjaDict => throw new JinjaException($"A {PythonText.TypeName(key)} cannot be the key of a dict."),
        _ => key,
    };

    private static object? Unwrapped(object key) => key is NoneKey ? null : key;

    private sealed class NoneKey
    {
        public static readonly NoneKey Instance = new();
    }
}
