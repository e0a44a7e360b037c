using System.Text;

namespace Tarn.Sql.Values;

internal static partial class StringMethods
{
    public static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
            result.Append(result.Length > 0 && char.IsLetter(result[^1]) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c));
        return result.ToString();
    }

    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    public static string Strip(string text, string? characters, bool start, bool end)
    {
        bool Goes(char c) => characters is null ? char.IsWhiteSpace(c) : characters.Contains(c, StringComparison.Ordinal);
        var from = 0;
        var to = text.Length;
        while (start && from < to && Goes(text[from]))
            from++;
        while (end && to > from && Goes(text[to - 1]))
            to--;
        return text[from..to];
    }

    public static string Replace(string text, string old, string @new, long count)
    {
        if (count < 0 && old.Length > 0)
            return text.Replace(old, @new, StringComparison.Ordinal);
        if (old.Length == 0)
            return string.Concat(text.Select((c, i) => (count < 0 || i < count ? @new : "") + c)) + (count < 0 || count > text.Length ? @new : "");
        var result = new StringBuilder();
        var from = 0;
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0 && count-- > 0; at = text.IndexOf(old, from, StringComparison.Ordinal))
        {
            result.Append(text, from, at - from).Append(@new);
            from = at + old.Length;
        }
        return result.Append(text, from, text.Length - from).ToString();
    }

    private static IEnumerable<string> Split(string text, string? separator, long max)
    {
        if (separator is null)
            return SplitAtBlanks(text, max);
        if (separator.Length == 0)
            throw new JinjaException("Text cannot be split at nothing.");
        return text.Split(separator, max < 0 ? int.MaxValue : (int)max + 1);
    }

    private static List<string> SplitAtBlanks(string text, long max)
    {
        var parts = new List<string>();
        var rest = text.TrimStart();
        while (rest.Length > 0 && (max < 0 || parts.Count < max))
        {
            var end = rest.AsSpan().IndexOfAnyBlank();
            parts.Add(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? "" : rest[end..].TrimStart();
        }
        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    private static int IndexOfAnyBlank(this ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsWhiteSpace(text[i]))
                return i;
        return -1;
    }

    private static IEnumerable<string> SplitFromEnd(string text, string? separator, long max)
    {
        if (max < 0)
            return Split(text, separator, max);
        static string Reversed(string value) => string.Concat(value.Reverse());
        return Split(Reversed(text), separator is null ? null : Reversed(separator), max).Select(Reversed).Reverse();
    }

    private static IEnumerable<string> Lines(string text, bool keepEnds)
    {
        var from = 0;
        while (from < text.Length)
        {
            var end = text.AsSpan(from).IndexOfAny('\n', '\r');
            var next = end < 0 ? text.Length : from + end + (text.AsSpan(from + end).StartsWith("\r\n") ? 2 : 1);
            yield return keepEnds || end < 0 ? text[from..next] : text.Substring(from, end);
            from = next;
        }
    }

    private static JinjaTuple Partition(string text, string separator, int at, bool fromEnd)
    {
        if (at < 0)
            return new JinjaTuple(fromEnd ? ["", "", text] : [text, "", ""]);
        return new JinjaTuple([text[..at], separator, text[(at + separator.Length)..]]);
    }

    public static string Center(string text, long width, string fill)
    {
        var missing = FormatSpec.Parse($"{Math.Max(width, 0)}").Width - text.Length;
        if (missing <= 0)
            return text;
        var left = (missing / 2) + (missing & (int)width & 1);
        return new string(fill[0], left) + text + new string(fill[0], missing - left);
    }
}
