using System.Globalization;
using System.Text;

namespace Tarn.Sql.Values;

/// <summary>Values as Python's <c>str</c> and <c>repr</c> write them.</summary>
public static class PythonText
{
    /// <summary>As printing writes it.</summary>
    public static string Str(object? value) => value switch
    {
        string text => text,
        JinjaUndefined => "",
        _ => Repr(value),
    };

    /// <summary>As it is written inside a list: text in quotes.</summary>
    public static string Repr(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    internal static string TypeName(object? value) => value switch
    {
        null => "none",
        bool => "bool",
        long => "int",
        double => "float",
        string => "str",
        JinjaList => "list",
        JinjaTuple => "tuple",
        JinjaDict => "dict",
        JinjaUndefined => "undefined value",
        JinjaObject { IsCallable: true } => "function",
        _ => "object",
    };

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (depth > 100)
            throw new JinjaException("This value contains itself, or is nested more than 100 deep.");
        switch (value)
        {
            case string s: WriteQuoted(text, s); break;
            case JinjaList list: WriteItems(text, list.Items, ('[', ']'), depth); break;
            case JinjaTuple tuple: WriteTuple(text, tuple, depth); break;
            case JinjaDict map: WriteDict(text, map, depth); break;
            default: text.Append(Scalar(value)); break;
        }
    }

    private static string Scalar(object? value) => value switch
    {
        null => "None",
        bool b => b ? "True" : "False",
        long n => n.ToString(CultureInfo.InvariantCulture),
        double d => Float(d),
        JinjaUndefined => "Undefined",
        JinjaObject o => o.Text,
        _ => throw new JinjaException($"Templates know nothing of {value.GetType()}."),
    };

    private static void WriteItems(StringBuilder text, IEnumerable<object?> items, (char Open, char Close) brackets, int depth)
    {
        text.Append(brackets.Open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            Write(text, item, depth + 1);
            first = false;
        }
        text.Append(brackets.Close);
    }

    private static void WriteTuple(StringBuilder text, JinjaTuple tuple, int depth)
    {
        WriteItems(text, tuple.Items, ('(', ')'), depth);
        if (tuple.Items.Count == 1)
            text.Insert(text.Length - 1, ',');
    }

    private static void WriteDict(StringBuilder text, JinjaDict map, int depth)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, value) in map.Entries)
        {
            text.Append(first ? "" : ", ");
            Write(text, key, depth + 1);
            text.Append(": ");
            Write(text, value, depth + 1);
            first = false;
        }
        text.Append('}');
    }

    private static void WriteQuoted(StringBuilder text, string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        foreach (var c in value)
            text.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c == quote => "\\" + c,
                _ when c < ' ' || c is >= '\x7f' and <= '\xa0' => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        text.Append(quote);
    }

    /// <summary>The shortest digits that read back as the same number, with an exponent below 1e-4 and from 1e16 on.</summary>
    internal static string Float(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        var sign = double.IsNegative(value) ? "-" : "";
        var (digits, exponent) = Digits(Math.Abs(value));
        if (exponent is < -4 or >= 16)
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        var padded = digits.PadRight(exponent + 2, '0');
        return $"{sign}{padded[..(exponent + 1)]}.{padded[(exponent + 1)..]}";
    }

    private static (string Digits, int Exponent) Digits(double value)
    {
        if (value == 0)
            return ("0", 0);
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent = (point < 0 ? parts[0].Length : point) - 1 + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        var trimmed = digits[leading..].TrimEnd('0');
        return (trimmed.Length == 0 ? "0" : trimmed, exponent - leading);
    }
}
