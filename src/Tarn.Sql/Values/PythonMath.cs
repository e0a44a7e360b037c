using System.Globalization;
using System.Text;

namespace Tarn.Sql.Values;

/// <summary>Arithmetic as Python has it, on numbers, text and lists. Whole numbers have 64 bits; what does not fit fails.</summary>
internal static class PythonMath
{
    private const int RepeatedMax = 16 * 1024 * 1024;

    public static bool IsNumber(object? value) => value is bool or long or double;

    public static bool IsWhole(object? value) => value is bool or long;

    public static long Whole(object? value) => value is bool b ? (b ? 1 : 0) : (long)value!;

    public static double Real(object? value) => value is double d ? d : Whole(value);

    /// <summary>A whole number where nothing else will do: an index, a width.</summary>
    public static long Index(object? value)
    {
        RefuseUndefined(value);
        return IsWhole(value) ? Whole(value) : throw new JinjaException($"A whole number is needed here, not a {PythonText.TypeName(value)}.");
    }

    public static int CompareNumbers(object? left, object? right) =>
        IsWhole(left) && IsWhole(right) ? Whole(left).CompareTo(Whole(right)) : Real(left).CompareTo(Real(right));

    public static void RefuseUndefined(params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            if (value is JinjaUndefined undefined)
                throw new JinjaException(undefined.What);
    }

    public static object? Apply(string op, object? left, object? right)
    {
        RefuseUndefined(left, right);
        try
        {
            return op switch
            {
                "+" => Add(left, right),
                "*" => Multiply(left, right),
                "%" when left is string text => PercentFormat.Apply(text, right),
                _ when IsNumber(left) && IsNumber(right) => Calculate(op, left, right),
                _ => throw Unfit(op, left, right),
            };
        }
        catch (OverflowException)
        {
            throw new JinjaException($"The result of {PythonText.Str(left)} {op} {PythonText.Str(right)} does not fit into 64 bits.");
        }
    }

    public static object Negate(object? value)
    {
        RefuseUndefined(value);
        return value switch
        {
            double d => (object)-d,
            _ when IsWhole(value) => checked(-Whole(value)),
            _ => throw new JinjaException($"A {PythonText.TypeName(value)} has no sign."),
        };
    }

    private static object Add(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => a + b,
        (JinjaList a, JinjaList b) => new JinjaList(a.Items.Concat(b.Items)),
        (JinjaTuple a, JinjaTuple b) => new JinjaTuple([.. a.Items, .. b.Items]),
        _ when IsNumber(left) && IsNumber(right) => Calculate("+", left, right),
        _ => throw Unfit("+", left, right),
    };

    private static object Multiply(object? left, object? right) => (left, right) switch
    {
        _ when IsNumber(left) && IsNumber(right) => Calculate("*", left, right),
        (_, string or JinjaList or JinjaTuple) when IsWhole(left) => Repeat(right, Whole(left)),
        (string or JinjaList or JinjaTuple, _) when IsWhole(right) => Repeat(left, Whole(right)),
        _ => throw Unfit("*", left, right),
    };

    private static object Repeat(object? value, long times)
    {
        var count = (int)Math.Clamp(times, 0, RepeatedMax);
        var size = value is string s ? s.Length : PythonItems.Count(value);
        if (size * (double)times > RepeatedMax)
            throw new JinjaException($"Repeating this {times} times makes more than {RepeatedMax} items.");
        return value switch
        {
            string text => new StringBuilder().Insert(0, text, count).ToString(),
            JinjaTuple tuple => new JinjaTuple([.. Enumerable.Repeat(tuple.Items, count).SelectMany(i => i)]),
            _ => new JinjaList(Enumerable.Repeat(PythonItems.Of(value), count).SelectMany(i => i)),
        };
    }

    private static object Calculate(string op, object? left, object? right)
    {
        if (op is "/" or "//" or "%" && Real(right) == 0)
            throw new JinjaException("Division by zero.");
        return op != "/" && IsWhole(left) && IsWhole(right)
            ? OfWholes(op, Whole(left), Whole(right))
            : (object)OfReals(op, Real(left), Real(right));
    }

    private static object OfWholes(string op, long a, long b) => op switch
    {
        "+" => (object)checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "//" => checked(a / b) - (a % b != 0 && a < 0 != b < 0 ? 1 : 0),
        "%" => b == -1 ? 0L : ((a % b) + b) % b,
        _ => b >= 0 ? Power(a, b) : (object)Math.Pow(a, b),
    };

    private static object OfReals(string op, double a, double b) => op switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "//" => Math.Floor(a / b),
        "%" => a - (b * Math.Floor(a / b)),
        _ => Math.Pow(a, b),
    };

    private static long Power(long value, long exponent) => value switch
    {
        0 => exponent == 0 ? 1 : 0,
        1 => 1,
        -1 => exponent % 2 == 0 ? 1 : -1,
        _ => Product(value, exponent),
    };

    private static long Product(long value, long times)
    {
        var result = 1L;
        for (; times > 0; times--)
            result = checked(result * value);
        return result;
    }

    private static JinjaException Unfit(string op, object? left, object? right) =>
        new($"A {PythonText.TypeName(left)} and a {PythonText.TypeName(right)} have no '{op}'. To join text with something else, write '~'.");

    /// <summary>A number read from text as Python's <c>int()</c> and <c>float()</c> do; null when it is none.</summary>
    public static double? ParseReal(string text) =>
        double.TryParse(text.Trim().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d : null;
}
