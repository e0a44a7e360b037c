namespace Tarn.Sql.Values;

/// <summary>The methods of Python's dict.</summary>
internal static class DictMethods
{
    public static JinjaFunction? Find(JinjaDict map, string name) => name switch
    {
        "items" => new(name, "", _ => new JinjaList(map.Entries.Select(e => new JinjaTuple([e.Key, e.Value])))),
        "keys" => new(name, "", _ => new JinjaList(map.Keys)),
        "values" => new(name, "", _ => new JinjaList(map.Values)),
        "get" => new(name, "key default?", a => map.TryGet(a[0], out var value) ? value : a[1]),
        "update" => new(name, "other? **", a => Update(map, a)),
        "pop" => new(name, "key default?", a => Pop(map, a)),
        "popitem" => new(name, "", _ => PopItem(map)),
        "setdefault" => new(name, "key default?", a => SetDefault(map, a)),
        "copy" => new(name, "", _ => new JinjaDict(map.Entries)),
        "clear" => new(name, "", _ => Cleared(map)),
        _ => null,
    };

    private static object? Update(JinjaDict map, BoundArguments arguments)
    {
        foreach (var (key, value) in Pairs(arguments[0]).Concat(arguments.Extra.Entries).ToList())
            map[key] = value;
        return null;
    }

    /// <summary>The entries of a dict, or of a list of pairs.</summary>
    public static IEnumerable<KeyValuePair<object?, object?>> Pairs(object? value) => value switch
    {
        null => [],
        JinjaDict map => map.Entries,
        _ => PythonItems.Of(value).Select(Pair),
    };

    private static KeyValuePair<object?, object?> Pair(object? item)
    {
        var parts = PythonItems.Of(item);
        return parts.Count == 2 ? new(parts[0], parts[1]) : throw new JinjaException("A dict is made from pairs of a key and a value.");
    }

    private static object? Pop(JinjaDict map, BoundArguments arguments)
    {
        if (!map.TryGet(arguments[0], out var value))
            return arguments.Has(1) ? arguments[1] : throw new JinjaException($"The dict has no key {PythonText.Repr(arguments[0])}.");
        map.Remove(arguments[0]);
        return value;
    }

    private static JinjaTuple PopItem(JinjaDict map)
    {
        if (map.Count == 0)
            throw new JinjaException("The dict is empty.");
        var (key, value) = map.Entries.Last();
        map.Remove(key);
        return new JinjaTuple([key, value]);
    }

    private static object? SetDefault(JinjaDict map, BoundArguments arguments)
    {
        if (!map.TryGet(arguments[0], out var value))
            map[arguments[0]] = value = arguments[1];
        return value;
    }

    private static object? Cleared(JinjaDict map)
    {
        map.Clear();
        return null;
    }
}
