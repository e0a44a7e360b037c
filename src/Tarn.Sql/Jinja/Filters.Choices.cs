using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal static partial class Filters
{
    private static void AddChoices()
    {
        Add("select", "* **", (i, v, a) => ListOf(PythonItems.Of(v).Where(item => Passes(i, item, a.Rest, a.Extra))));
        Add("reject", "* **", (i, v, a) => ListOf(PythonItems.Of(v).Where(item => !Passes(i, item, a.Rest, a.Extra))));
        Add("selectattr", "attribute * **", (i, v, a) => WithAttribute(i, v, a, true));
        Add("rejectattr", "attribute * **", (i, v, a) => WithAttribute(i, v, a, false));
        Add("map", "* **", Map);
    }

    private static void AddGroups() => Add("groupby", "attribute default? case_sensitive?", (v, a) => Group(PythonItems.Of(v), a));

    private static bool Passes(Interpreter interpreter, object? item, IReadOnlyList<object?> test, JinjaDict named) =>
        test.Count == 0
            ? PythonOrder.IsTrue(item)
            : interpreter.ApplyTest(PythonText.Str(test[0]), item, Arguments([.. test.Skip(1)], named));

    private static JinjaList WithAttribute(Interpreter interpreter, object? value, BoundArguments arguments, bool wanted)
    {
        var get = Getter(arguments[0]);
        return ListOf(PythonItems.Of(value).Where(item => Passes(interpreter, get(item), arguments.Rest, arguments.Extra) == wanted));
    }

    private static object? Map(Interpreter interpreter, object? value, BoundArguments arguments)
    {
        if (arguments.Rest.Count > 0)
            return ListOf(PythonItems.Of(value).Select(item =>
                interpreter.ApplyFilter(PythonText.Str(arguments.Rest[0]), item, Arguments([.. arguments.Rest.Skip(1)], arguments.Extra))));
        if (!arguments.Extra.TryGet("attribute", out var attribute))
            throw new JinjaException("map needs the name of a filter, or attribute='...'.");
        var hasDefault = arguments.Extra.TryGet("default", out var otherwise);
        var get = Getter(attribute);
        return ListOf(PythonItems.Of(value).Select(get).Select(item => item is JinjaUndefined && hasDefault ? otherwise : item));
    }

    private static JinjaArguments Arguments(IReadOnlyList<object?> positional, JinjaDict named) =>
        new(positional, [.. named.Entries.Select(e => KeyValuePair.Create(PythonText.Str(e.Key), e.Value))]);

    private static JinjaList Group(IReadOnlyList<object?> items, BoundArguments arguments)
    {
        var get = Getter(arguments[0]);
        object? Value(object? item) => get(item) is var value && value is JinjaUndefined && arguments.Has(1) ? arguments[1] : value;
        object? KeyOf(object? item) => arguments.Flag(2) ? Value(item) : IgnoreCase(Value(item));
        var groups = new JinjaDict();
        foreach (var item in items.OrderBy(KeyOf, Order))
        {
            if (!groups.TryGet(KeyOf(item), out var group))
                groups[KeyOf(item)] = group = new JinjaList([]);
            ((JinjaList)group!).Items.Add(item);
        }
        return ListOf(groups.Values.Cast<JinjaList>().Select(group => new JinjaTuple([Value(group.Items[0]), group]) { Names = ["grouper", "list"] }));
    }
}
