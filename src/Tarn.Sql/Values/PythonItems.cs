namespace Tarn.Sql.Values;

/// <summary>Values as Python iterates, counts, indexes and slices them.</summary>
internal static class PythonItems
{
    /// <summary>The items: characters of text, keys of a dict, nothing of what is undefined.</summary>
    public static IReadOnlyList<object?> Of(object? value) =>
        TryOf(value) ?? throw new JinjaException($"A {PythonText.TypeName(value)} has no items to go through.");

    public static IReadOnlyList<object?>? TryOf(object? value) => value switch
    {
        JinjaUndefined => [],
        JinjaList list => [.. list.Items],
        JinjaTuple tuple => tuple.Items,
        JinjaDict map => [.. map.Keys],
        string text => Characters(text),
        _ => null,
    };

    public static long Count(object? value) => value switch
    {
        JinjaList list => list.Items.Count,
        JinjaDict map => map.Count,
        _ => TryOf(value)?.Count ?? throw new JinjaException($"A {PythonText.TypeName(value)} has no length."),
    };

    public static bool Contains(object? container, object? item) => container switch
    {
        string text => item is string part
            ? text.Contains(part, StringComparison.Ordinal)
            : throw new JinjaException($"Only text can be in text, not a {PythonText.TypeName(item)}."),
        JinjaDict map => map.Has(item),
        _ => Of(container).Any(other => PythonOrder.AreEqual(other, item)),
    };

    /// <summary>The item at a place counted from the start, or from the end when negative.</summary>
    /// <returns>False when there is none.</returns>
    public static bool TryAt(IReadOnlyList<object?> items, long index, out object? item)
    {
        var at = index < 0 ? index + items.Count : index;
        var there = at >= 0 && at < items.Count;
        item = there ? items[(int)at] : null;
        return there;
    }

    public static object Slice(object? value, long? start, long? stop, long? step)
    {
        var items = value is string or JinjaList or JinjaTuple
            ? Of(value)
            : throw new JinjaException($"A {PythonText.TypeName(value)} cannot be sliced.");
        var picked = Picked(items.Count, start, stop, step ?? 1).Select(i => items[i]).ToList();
        return value switch
        {
            string => string.Concat(picked.Cast<string>()),
            JinjaTuple => new JinjaTuple(picked),
            _ => new JinjaList(picked),
        };
    }

    private static IEnumerable<int> Picked(int count, long? start, long? stop, long step)
    {
        if (step == 0)
            throw new JinjaException("The step of a slice cannot be zero.");
        var (low, high) = step > 0 ? (0L, (long)count) : (-1L, count - 1L);
        var from = start is null ? (step > 0 ? low : high) : Bounded(start.Value, count, (low, high));
        var to = stop is null ? (step > 0 ? high : low) : Bounded(stop.Value, count, (low, high));
        for (var i = from; step > 0 ? i < to : i > to; i += step)
            yield return (int)i;
    }

    private static long Bounded(long index, int count, (long Low, long High) bounds) =>
        Math.Clamp(index < 0 ? index + count : index, bounds.Low, bounds.High);

    private static List<object?> Characters(string text)
    {
        var characters = new List<object?>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            characters.Add(pair ? text.Substring(i++, 2) : text[i].ToString());
        }
        return characters;
    }
}
