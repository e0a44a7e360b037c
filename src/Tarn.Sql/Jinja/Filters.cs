using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>Jinja's filters, in chapters by what they work on.</summary>
internal static partial class Filters
{
    private static readonly Dictionary<string, Filter> All = new(StringComparer.Ordinal);

    static Filters()
    {
        AddText();
        AddLayout();
        AddNumbers();
        AddLists();
        AddChoices();
        AddGroups();
        AddValues();
    }

    public static IEnumerable<string> Names => All.Keys;

    public static Filter? Find(string name) => All.GetValueOrDefault(name);

    private static void Add(string names, string parameters, Func<object?, BoundArguments, object?> body) =>
        Add(names, parameters, (_, value, arguments) => body(value, arguments));

    private static void Add(string names, string parameters, Func<Interpreter, object?, BoundArguments, object?> body)
    {
        foreach (var name in names.Split(' '))
            All[name] = new Filter(Signature.Parse(parameters), body);
    }

    private static void AddValues()
    {
        Add("default d", "default_value? boolean?", (v, a) =>
            v is JinjaUndefined || (a.Flag(1) && !PythonOrder.IsTrue(v)) ? a.Or(0, "") : v);
        Add("attr", "name", (v, a) => Members.Attribute(v, a.Text(0)) is var member && v is JinjaDict ? JinjaUndefined.Member(v, a.Text(0)) : member);
        Add("tojson", "indent?", (v, a) => new JsonText(true, (int?)a.IntOrNull(0), true).Write(v));
        Add("pprint", "", (v, _) => PythonText.Repr(v));
        Add("string", "", (v, _) => PythonText.Str(v));
        Add("safe", "", (v, _) => v);
        Add("as_text as_native", "", (v, _) => v);
        Add("as_bool", "", (v, _) => v is string text ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : v);
        Add("as_number", "", (v, _) => v is string text ? ToInt(text, 10) ?? (object?)PythonMath.ParseReal(text) ?? v : v);
    }

    /// <summary>Reads <c>a.0.b</c> from a value, as the filters that take an attribute do; a whole number is an index.</summary>
    private static Func<object?, object?> Getter(object? attribute)
    {
        if (attribute is null)
            return value => value;
        if (PythonMath.IsWhole(attribute))
            return value => Members.Item(value, attribute);
        var path = PythonText.Str(attribute).Split('.').Select(p => long.TryParse(p, out var index) ? (object)index : p).ToList();
        return value => path.Aggregate(value, Members.Item);
    }

    private static object? IgnoreCase(object? value) => value is string text ? text.ToLowerInvariant() : value;

    /// <summary>Compares by an attribute, with or without regard to case.</summary>
    private static Func<object?, object?> Key(object? attribute, bool caseSensitive)
    {
        var get = Getter(attribute);
        return caseSensitive ? get : value => IgnoreCase(get(value));
    }

    private static Comparer<object?> Order => Comparer<object?>.Create(PythonOrder.Compare);

    private static JinjaList ListOf(IEnumerable<object?> items) => new(items);
}
