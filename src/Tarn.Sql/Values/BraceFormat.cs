using System.Globalization;
using System.Text;

namespace Tarn.Sql.Values;

/// <summary>Python's <c>'{} of {total:,}'.format(...)</c>.</summary>
internal sealed class BraceFormat(IReadOnlyList<object?> positional, JinjaDict named)
{
    private int _next;

    public string Apply(string format) => Apply(format, 2);

    private string Apply(string format, int depth)
    {
        var result = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            var c = format[at];
            if (c is '{' or '}' && at + 1 < format.Length && format[at + 1] == c)
                result.Append(format[at++]);
            else if (c == '}')
                throw new JinjaException($"'{format}' has a '}}' that closes nothing. Write '}}}}'.");
            else if (c == '{')
                at = Place(format, at, (result, depth));
            else
                result.Append(c);
        }
        return result.ToString();
    }

    /// <summary>Writes the place that opens at a brace and returns where it closes.</summary>
    private int Place(string format, int open, (StringBuilder Result, int Depth) to)
    {
        var close = Close(format, open);
        var inside = format[(open + 1)..close];
        var colon = inside.IndexOf(':', StringComparison.Ordinal);
        var field = colon < 0 ? inside : inside[..colon];
        var spec = colon < 0 ? "" : inside[(colon + 1)..];
        var bang = field.IndexOf('!', StringComparison.Ordinal);
        var value = Value(bang < 0 ? field : field[..bang]);
        if (bang >= 0)
            value = field[(bang + 1)..] is "r" or "a" ? PythonText.Repr(value) : PythonText.Str(value);
        if (spec.Contains('{', StringComparison.Ordinal))
            spec = to.Depth > 0 ? Apply(spec, to.Depth - 1) : throw new JinjaException($"'{format}' nests its braces too deep.");
        to.Result.Append(spec.Length == 0 ? PythonText.Str(value) : FormatSpec.Parse(spec).Format(value));
        return close;
    }

    private static int Close(string format, int open)
    {
        var depth = 0;
        for (var at = open; at < format.Length; at++)
        {
            depth += format[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return at;
        }
        throw new JinjaException($"'{format}' has a '{{' that nothing closes. Write '{{{{'.");
    }

    private object? Value(string field)
    {
        var end = field.AsSpan().IndexOfAny('.', '[');
        var value = First(end < 0 ? field : field[..end]);
        while (end >= 0 && end < field.Length)
        {
            var stop = field[end] == '[' ? field.IndexOf(']', end) + 1 : field.AsSpan(end + 1).IndexOfAny('.', '[') + end + 1;
            stop = stop <= end ? field.Length : stop;
            value = field[end] == '[' ? Item(value, field[(end + 1)..(stop - 1)]) : Members.Attribute(value, field[(end + 1)..stop]);
            PythonMath.RefuseUndefined(value);
            end = stop;
        }
        return value;
    }

    private object? First(string name)
    {
        if (name.Length == 0)
            return At(_next++);
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return At(index);
        return named.TryGet(name, out var value) ? value : throw new JinjaException($"The format wants '{name}', which was not given.");
    }

    private object? At(int index) =>
        index < positional.Count ? positional[index] : throw new JinjaException($"The format wants {index + 1} values but got {positional.Count}.");

    private static object? Item(object? value, string key) =>
        Members.Item(value, long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : key);
}
