namespace Tarn.Sql.Values;

/// <summary>The methods of Python's list and tuple.</summary>
internal static class ListMethods
{
    public static JinjaFunction? Find(JinjaTuple tuple, string name) => name switch
    {
        "index" => new(name, "value", a => IndexOf(tuple.Items, a[0])),
        "count" => new(name, "value", a => CountOf(tuple.Items, a[0])),
        _ => null,
    };

    public static JinjaFunction? Find(JinjaList list, string name) => name switch
    {
        "append" => new(name, "value", a => Done(() => list.Items.Add(a[0]))),
        "extend" => new(name, "values", a => Done(() => Extend(list, a[0]))),
        "insert" => new(name, "index value", a => Done(() => Insert(list, a.Int(0), a[1]))),
        "remove" => new(name, "value", a => Done(() => list.Items.RemoveAt((int)(long)IndexOf([.. list.Items], a[0])))),
        "pop" => new(name, "index?", a => Pop(list, a.Int(0, -1))),
        "clear" => new(name, "", _ => Done(list.Items.Clear)),
        "copy" => new(name, "", _ => new JinjaList(list.Items)),
        "index" => new(name, "value", a => IndexOf([.. list.Items], a[0])),
        "count" => new(name, "value", a => CountOf([.. list.Items], a[0])),
        "reverse" => new(name, "", _ => Done(() => Replace(list, [.. list.Items.Reverse()]))),
        "sort" => new(name, "reverse?", a => Done(() => Sort(list, a.Flag(0)))),
        _ => null,
    };

    private static object? Done(Action change)
    {
        change();
        return null;
    }

    private static void Extend(JinjaList list, object? values)
    {
        foreach (var value in PythonItems.Of(values))
            list.Items.Add(value);
    }

    private static void Insert(JinjaList list, long index, object? value) =>
        list.Items.Insert((int)Math.Clamp(index < 0 ? index + list.Items.Count : index, 0, list.Items.Count), value);

    private static object? Pop(JinjaList list, long index)
    {
        if (!PythonItems.TryAt([.. list.Items], index, out var item))
            throw new JinjaException($"The list has no item {index}.");
        list.Items.RemoveAt((int)(index < 0 ? index + list.Items.Count : index));
        return item;
    }

    private static void Sort(JinjaList list, bool descending)
    {
        var comparer = Comparer<object?>.Create(PythonOrder.Compare);
        Replace(list, descending ? [.. list.Items.OrderDescending(comparer)] : [.. list.Items.Order(comparer)]);
    }

    private static void Replace(JinjaList list, List<object?> items)
    {
        for (var i = 0; i < items.Count; i++)
            list.Items[i] = items[i];
    }

    private static object IndexOf(IReadOnlyList<object?> items, object? value)
    {
        for (var i = 0; i < items.Count; i++)
            if (PythonOrder.AreEqual(items[i], value))
                return (long)i;
        throw new JinjaException($"{PythonText.Repr(value)} is not in the list.");
    }

    private static object CountOf(IReadOnlyList<object?> items, object? value) => (long)items.Count(i => PythonOrder.AreEqual(i, value));
}
