using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>Functions that every template has: Jinja's own, and those of Python that dbt adds.</summary>
internal static class Globals
{
    public static IEnumerable<KeyValuePair<string, object?>> Functions(JinjaLimits limits)
    {
        yield return Function("range", "*", a => Range(a.Rest, limits));
        yield return Function("dict", "pairs? **", a => new JinjaDict(DictMethods.Pairs(a[0]).Concat(a.Extra.Entries)));
        yield return Function("namespace", "pairs? **", a => new JinjaNamespace("<namespace>", new JinjaDict(DictMethods.Pairs(a[0]).Concat(a.Extra.Entries)), false));
        yield return Function("zip", "*", a => Zip(a.Rest));
        yield return Function("cycler", "*", Cycler);
        yield return Function("joiner", "sep?", a => Joiner(a.Text(0, ", ")));
        yield return Function("return", "value?", a => throw new ReturnException(a[0]));
    }

    private static KeyValuePair<string, object?> Function(string name, string parameters, Func<BoundArguments, object?> body) =>
        new(name, new JinjaFunction(name, parameters, body));

    private static JinjaList Range(IReadOnlyList<object?> arguments, JinjaLimits limits)
    {
        if (arguments.Count is < 1 or > 3)
            throw new JinjaException("range() takes one to three whole numbers.");
        var numbers = arguments.Select(PythonMath.Index).ToList();
        var (start, stop, step) = numbers.Count == 1 ? (0, numbers[0], 1) : (numbers[0], numbers[1], numbers.Count == 3 ? numbers[2] : 1);
        if (step == 0)
            throw new JinjaException("The step of range() cannot be zero.");
        var count = Math.Max(0, Math.Ceiling(((double)stop - start) / step));
        if (count > limits.RangeMax)
            throw new JinjaException($"range() gives at most {limits.RangeMax} numbers.");
        return new JinjaList(Enumerable.Range(0, (int)count).Select(i => (object?)(start + (i * step))));
    }

    private static JinjaList Zip(IReadOnlyList<object?> lists)
    {
        var items = lists.Select(PythonItems.Of).ToList();
        var count = items.Count == 0 ? 0 : items.Min(i => i.Count);
        return new JinjaList(Enumerable.Range(0, count).Select(at => new JinjaTuple([.. items.Select(i => i[at])])));
    }

    private static JinjaDict Cycler(BoundArguments arguments)
    {
        var items = arguments.Rest;
        if (items.Count == 0)
            throw new JinjaException("cycler() needs something to go through.");
        var at = 0;
        return new JinjaDict(
        [
            new("next", new JinjaFunction("cycler.next", "", _ => items[at++ % items.Count])),
            new("reset", new JinjaFunction("cycler.reset", "", _ => at = 0)),
        ]);
    }

    private static JinjaFunction Joiner(string separator)
    {
        var used = false;
        return new JinjaFunction("joiner", "", _ =>
        {
            var before = used;
            used = true;
            return before ? separator : "";
        });
    }
}
