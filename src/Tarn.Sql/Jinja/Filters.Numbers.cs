using System.Globalization;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal static partial class Filters
{
    private static void AddNumbers()
    {
        Add("abs", "", (v, _) => PythonOrder.Compare(v, 0L) < 0 ? PythonMath.Negate(v) : PythonMath.Apply("+", v, 0L));
        Add("int", "default? base?", (v, a) => ToInt(v, (int)a.Int(1, 10)) ?? a.Or(0, 0L));
        Add("float", "default?", (v, a) => ToFloat(v, a.Or(0, 0.0)));
        Add("round", "precision? method?", (v, a) => Round(v, (int)a.Int(0, 0), a.Text(1, "common")));
        Add("sum", "attribute? start?", (v, a) => PythonItems.Of(v).Select(Getter(a[0])).Aggregate(a.Or(1, 0L), (sum, item) => PythonMath.Apply("+", sum, item)));
        Add("min", "case_sensitive? attribute?", (v, a) => Extreme(v, a, -1));
        Add("max", "case_sensitive? attribute?", (v, a) => Extreme(v, a, 1));
    }

    private static object? ToInt(object? value, int numberBase)
    {
        PythonMath.RefuseUndefined(value);
        if (value is string text)
            return ToInt(text.Trim().Replace("_", "", StringComparison.Ordinal), numberBase) ?? Truncated(PythonMath.ParseReal(text));
        return value is double real ? Truncated(real) : PythonMath.IsWhole(value) ? PythonMath.Whole(value) : null;
    }

    private static object? ToInt(string text, int numberBase)
    {
        if (numberBase == 10)
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        var digits = text.Length > 2 && text[0] == '0' && char.IsAsciiLetter(text[1]) ? text[2..] : text;
        try
        {
            return Convert.ToInt64(digits, numberBase);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static object? Truncated(double? real) => real is > -9.2e18 and < 9.2e18 ? (long)Math.Truncate(real.Value) : null;

    private static object? ToFloat(object? value, object? otherwise)
    {
        PythonMath.RefuseUndefined(value);
        if (value is string text)
            return (object?)PythonMath.ParseReal(text) ?? otherwise;
        return PythonMath.IsNumber(value) ? PythonMath.Real(value) : otherwise;
    }

    private static object Round(object? value, int precision, string method)
    {
        PythonMath.RefuseUndefined(value);
        if (!PythonMath.IsNumber(value))
            throw new JinjaException($"A {PythonText.TypeName(value)} cannot be rounded.");
        var factor = Math.Pow(10, precision);
        return method switch
        {
            "common" when value is not double => (object)(precision >= 0 ? PythonMath.Whole(value) : (long)(Math.Round(PythonMath.Real(value) * factor) / factor)),
            "common" => precision is >= 0 and <= 15 ? Math.Round(PythonMath.Real(value), precision) : Math.Round(PythonMath.Real(value) * factor) / factor,
            "ceil" => Math.Ceiling(PythonMath.Real(value) * factor) / factor,
            "floor" => Math.Floor(PythonMath.Real(value) * factor) / factor,
            _ => throw new JinjaException($"'{method}' is no way to round. Write common, ceil or floor."),
        };
    }

    private static object? Extreme(object? value, BoundArguments arguments, int sign)
    {
        var key = Key(arguments[1], arguments.Flag(0));
        var items = PythonItems.Of(value);
        return items.Count == 0
            ? new JinjaUndefined("min or max", "There is no least or greatest of nothing.")
            : items.Aggregate((best, item) => PythonOrder.Compare(key(item), key(best)) * sign > 0 ? item : best);
    }
}
