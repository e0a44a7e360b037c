using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tarn.Sql.Values;

/// <summary>Python's <c>'%s of %d' % values</c>.</summary>
internal static partial class PercentFormat
{
    public static string Apply(string format, object? values)
    {
        var queue = new Queue<object?>(values is JinjaTuple tuple ? tuple.Items : [values]);
        var result = new StringBuilder();
        var at = 0;
        foreach (Match match in Place().Matches(format))
        {
            result.Append(Literal(format[at..match.Index])).Append(One(match, values, queue));
            at = match.Index + match.Length;
        }
        result.Append(Literal(format[at..]));
        return queue.Count == 0 || values is JinjaDict or JinjaList
            ? result.ToString()
            : throw new JinjaException("There are more values than places in the format.");
    }

    private static string Literal(string text) =>
        text.Contains('%', StringComparison.Ordinal) ? throw new JinjaException($"'{text}' has a '%' that is no format. Write '%%'.") : text;

    private static string One(Match match, object? values, Queue<object?> queue)
    {
        var kind = match.Groups["kind"].Value[0];
        if (kind == '%')
            return "%";
        var width = Star(match.Groups["width"].Value, queue);
        var digits = Star(match.Groups["digits"].Value, queue);
        var value = match.Groups["key"].Success ? Keyed(values, match.Groups["key"].Value) : Next(queue);
        return Spec(match.Groups["flags"].Value, (width, digits), kind).Format(Fitting(kind, value));
    }

    private static FormatSpec Spec(string flags, (string Width, string Digits) size, char kind)
    {
        var left = flags.Contains('-', StringComparison.Ordinal);
        var zero = !left && kind is not ('s' or 'r') && flags.Contains('0', StringComparison.Ordinal);
        var sign = flags.Contains('+', StringComparison.Ordinal) ? "+" : flags.Contains(' ', StringComparison.Ordinal) ? " " : "";
        var alternate = flags.Contains('#', StringComparison.Ordinal) ? "#" : "";
        var own = kind switch { 'i' or 'u' => 'd', 'r' or 'a' => 's', _ => kind };
        var digits = size.Digits.Length > 0 && own is not ('d' or 'x' or 'X' or 'o') ? "." + size.Digits : "";
        return FormatSpec.Parse($"{(left ? "<" : zero ? "0=" : ">")}{(own == 's' ? "" : sign + alternate)}{size.Width}{digits}{own}");
    }

    private static object? Fitting(char kind, object? value)
    {
        PythonMath.RefuseUndefined(value);
        return kind switch
        {
            's' => PythonText.Str(value),
            'r' or 'a' => PythonText.Repr(value),
            'd' or 'i' or 'u' when PythonMath.IsNumber(value) => value is double d ? (long)d : PythonMath.Whole(value),
            'c' when value is string => value,
            _ when PythonMath.IsNumber(value) => value,
            _ => throw new JinjaException($"'%{kind}' needs a number, not a {PythonText.TypeName(value)}."),
        };
    }

    private static string Star(string text, Queue<object?> queue) =>
        text == "*" ? PythonMath.Index(Next(queue)).ToString(CultureInfo.InvariantCulture) : text;

    private static object? Next(Queue<object?> queue) =>
        queue.TryDequeue(out var value) ? value : throw new JinjaException("There are fewer values than places in the format.");

    private static object? Keyed(object? values, string key) =>
        values is JinjaDict map && map.TryGet(key, out var value) ? value : throw new JinjaException($"The format wants '{key}', which is not in the dict.");

    [GeneratedRegex(@"%(?:\((?<key>[^)]*)\))?(?<flags>[-+ #0]*)(?<width>\*|\d+)?(?:\.(?<digits>\*|\d+))?(?<kind>[diouxXeEfFgGcrsa%])", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
