namespace Tarn.Sql.Values;

/// <summary>What <c>a.b</c> and <c>a['b']</c> find, in the order in which Jinja looks.</summary>
internal static class Members
{
    /// <summary>A member, or else an item of that name.</summary>
    public static object? Attribute(object? target, string name)
    {
        PythonMath.RefuseUndefined(target);
        if (TryMember(target, name, out var member))
            return member;
        return target is JinjaDict map && map.TryGet(name, out var item) ? item : JinjaUndefined.Member(target, name);
    }

    /// <summary>An item, or else a member of that name.</summary>
    public static object? Item(object? target, object? key)
    {
        PythonMath.RefuseUndefined(target, key);
        if (TryItem(target, key, out var item))
            return item;
        return key is string name && TryMember(target, name, out var member) ? member : JinjaUndefined.Member(target, PythonText.Str(key));
    }

    private static bool TryItem(object? target, object? key, out object? item)
    {
        item = null;
        return target switch
        {
            JinjaDict map => key is not (JinjaList or JinjaDict) && map.TryGet(key, out item),
            string or JinjaList or JinjaTuple => PythonMath.IsWhole(key) && PythonItems.TryAt(PythonItems.Of(target), PythonMath.Whole(key), out item),
            _ => false,
        };
    }

    private static bool TryMember(object? target, string name, out object? member)
    {
        member = null;
        if (target is JinjaObject o)
            return o.TryGet(name, out member);
        member = target switch
        {
            string text => StringMethods.Find(text, name),
            JinjaList list => ListMethods.Find(list, name),
            JinjaDict map => DictMethods.Find(map, name),
            JinjaTuple tuple when tuple.Names.Contains(name, StringComparer.Ordinal) => tuple.Items[tuple.Names.ToList().IndexOf(name)],
            JinjaTuple tuple => ListMethods.Find(tuple, name),
            _ => null,
        };
        return member is not null;
    }
}
