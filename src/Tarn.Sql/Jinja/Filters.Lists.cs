using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal static partial class Filters
{
    private static void AddLists()
    {
        Add("length count", "", (v, _) => PythonItems.Count(v));
        Add("first", "", (v, _) => PythonItems.Of(v) is [var first, ..] ? first : new JinjaUndefined("first", "There is no first item."));
        Add("last", "", (v, _) => PythonItems.Of(v) is [.., var last] ? last : new JinjaUndefined("last", "There is no last item."));
        Add("list", "", (v, _) => ListOf(PythonItems.Of(v)));
        Add("join", "d? attribute?", (v, a) => string.Join(a.Text(0), PythonItems.Of(v).Select(Getter(a[1])).Select(PythonText.Str)));
        Add("reverse", "", (v, _) => v is string ? string.Concat(PythonItems.Of(v).Reverse()) : ListOf(PythonItems.Of(v).Reverse()));
        Add("sort", "reverse? case_sensitive? attribute?", (v, a) => Sort(PythonItems.Of(v), a));
        Add("unique", "case_sensitive? attribute?", (v, a) => Unique(PythonItems.Of(v), Key(a[1], a.Flag(0))));
        Add("batch", "linecount fill_with?", (v, a) => Batch(PythonItems.Of(v), (int)a.Int(0), a[1]));
        Add("slice", "slices fill_with?", (v, a) => Slices(PythonItems.Of(v), (int)a.Int(0), a[1]));
        Add("items", "", (v, _) => v switch
        {
            JinjaUndefined => ListOf([]),
            JinjaDict map => ListOf(map.Entries.Select(e => new JinjaTuple([e.Key, e.Value]))),
            _ => throw new JinjaException($"items needs a dict, not a {PythonText.TypeName(v)}."),
        });
        Add("dictsort", "case_sensitive? by? reverse?", DictSort);
    }

    private static JinjaList Sort(IReadOnlyList<object?> items, BoundArguments arguments)
    {
        var caseSensitive = arguments.Flag(1);
        var keys = arguments[2] is string many ? many.Split(',').Select(k => Key(k, caseSensitive)).ToList() : [Key(arguments[2], caseSensitive)];
        object? KeyOf(object? item) => keys.Count == 1 ? keys[0](item) : new JinjaTuple([.. keys.Select(k => k(item))]);
        return ListOf(arguments.Flag(0) ? items.OrderByDescending(KeyOf, Order) : items.OrderBy(KeyOf, Order));
    }

    private static JinjaList Unique(IReadOnlyList<object?> items, Func<object?, object?> key)
    {
        var seen = new JinjaDict();
        var unique = new List<object?>();
        foreach (var item in items.Where(item => !seen.Has(key(item))))
        {
            seen[key(item)] = true;
            unique.Add(item);
        }
        return ListOf(unique);
    }

    private static JinjaList Batch(IReadOnlyList<object?> items, int size, object? filler)
    {
        if (size < 1)
            throw new JinjaException("batch needs a size of at least 1.");
        return ListOf(items.Chunk(size).Select(chunk => ListOf(
            filler is null ? chunk : chunk.Concat(Enumerable.Repeat(filler, size - chunk.Length)))));
    }

    private static JinjaList Slices(IReadOnlyList<object?> items, int count, object? filler)
    {
        if (count < 1)
            throw new JinjaException("slice needs a count of at least 1.");
        var (each, longer) = (items.Count / count, items.Count % count);
        return ListOf(Enumerable.Range(0, count).Select(n =>
        {
            var part = items.Skip((n * each) + Math.Min(n, longer)).Take(each + (n < longer ? 1 : 0));
            return ListOf(filler is not null && longer > 0 && n >= longer ? part.Append(filler) : part);
        }));
    }

    private static object? DictSort(object? value, BoundArguments arguments)
    {
        if (value is not JinjaDict map)
            throw new JinjaException($"dictsort needs a dict, not a {PythonText.TypeName(value)}.");
        var byValue = arguments.Text(1, "key") switch
        {
            "key" => false,
            "value" => true,
            var other => throw new JinjaException($"dictsort sorts by 'key' or by 'value', not by '{other}'."),
        };
        object? KeyOf(KeyValuePair<object?, object?> e) => (byValue ? e.Value : e.Key) is var key && arguments.Flag(0) ? key : IgnoreCase(key);
        var sorted = arguments.Flag(2) ? map.Entries.OrderByDescending(KeyOf, Order) : map.Entries.OrderBy(KeyOf, Order);
        return ListOf(sorted.Select(e => new JinjaTuple([e.Key, e.Value])));
    }
}
