using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

/// <summary>Jinja's tests.</summary>
internal static class Tests
{
    private static readonly Dictionary<string, Test> All = new(StringComparer.Ordinal);

    static Tests()
    {
        AddKinds();
        AddQuestions();
        foreach (var (name, op) in new[]
        {
            ("==", "=="), ("eq", "=="), ("equalto", "=="), ("!=", "!="), ("ne", "!="), (">", ">"), ("gt", ">"), ("greaterthan", ">"),
            (">=", ">="), ("ge", ">="), ("<", "<"), ("lt", "<"), ("lessthan", "<"), ("<=", "<="), ("le", "<="), ("in", "in"),
        })
            Add(name, "other", (v, a) => Interpreter.Holds(op, v, a[0]));
    }

    public static IEnumerable<string> Names => All.Keys;

    public static Test? Find(string name) => All.GetValueOrDefault(name);

    private static void AddKinds()
    {
        Add("defined", "", (v, _) => v is not JinjaUndefined);
        Add("undefined", "", (v, _) => v is JinjaUndefined);
        Add("none", "", (v, _) => v is null);
        Add("boolean", "", (v, _) => v is bool);
        Add("true", "", (v, _) => v is true);
        Add("false", "", (v, _) => v is false);
        Add("integer", "", (v, _) => v is long);
        Add("float", "", (v, _) => v is double);
        Add("number", "", (v, _) => PythonMath.IsNumber(v));
        Add("string", "", (v, _) => v is string);
        Add("mapping", "", (v, _) => v is JinjaDict);
        Add("sequence", "", (v, _) => v is string or JinjaList or JinjaTuple or JinjaDict or JinjaUndefined);
        Add("iterable", "", (v, _) => PythonItems.TryOf(v) is not null);
        Add("callable", "", (v, _) => v is JinjaObject { IsCallable: true });
    }

    private static void AddQuestions()
    {
        Add("odd", "", (v, _) => PythonMath.Apply("%", v, 2L) is 1L or 1.0);
        Add("even", "", (v, _) => PythonMath.Apply("%", v, 2L) is 0L or 0.0);
        Add("divisibleby", "num", (v, a) => !PythonOrder.IsTrue(PythonMath.Apply("%", v, a[0])));
        Add("sameas", "other", (v, a) => Same(v, a[0]));
        Add("lower", "", (v, _) => PythonText.Str(v) is var text && text.Any(char.IsLower) && !text.Any(char.IsUpper));
        Add("upper", "", (v, _) => PythonText.Str(v) is var text && text.Any(char.IsUpper) && !text.Any(char.IsLower));
        Add("escaped", "", (_, _) => false);
        Add("filter", "", (v, _) => v is string name && Filters.Find(name) is not null);
        Add("test", "", (v, _) => v is string name && Find(name) is not null);
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (bool x, bool y) => x == y,
        (long x, long y) => x == y,
        (string x, string y) => x == y,
        (double x, double y) => x.Equals(y),
        _ => ReferenceEquals(a, b),
    };

    private static void Add(string name, string parameters, Func<object?, BoundArguments, bool> body) =>
        All[name] = new Test(Signature.Parse(parameters), body);
}
