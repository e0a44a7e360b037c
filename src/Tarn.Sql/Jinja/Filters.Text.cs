using System.Text;
using System.Text.RegularExpressions;
using Tarn.Sql.Values;

namespace Tarn.Sql.Jinja;

internal static partial class Filters
{
    private static void AddText()
    {
        Add("upper", "", (v, _) => PythonText.Str(v).ToUpperInvariant());
        Add("lower", "", (v, _) => PythonText.Str(v).ToLowerInvariant());
        Add("capitalize", "", (v, _) => StringMethods.Capitalize(PythonText.Str(v)));
        Add("title", "", (v, _) => Title(PythonText.Str(v)));
        Add("trim", "chars?", (v, a) => StringMethods.Strip(PythonText.Str(v), a.TextOrNull(0), true, true));
        Add("replace", "old new count?", (v, a) => StringMethods.Replace(PythonText.Str(v), a.Text(0), a.Text(1), a.IntOrNull(2) ?? -1));
        Add("format", "* **", (v, a) => a.Rest.Count > 0 && a.Extra.Count > 0
            ? throw new JinjaException("format takes values with names or without, not both.")
            : PercentFormat.Apply(PythonText.Str(v), a.Extra.Count > 0 ? a.Extra : new JinjaTuple(a.Rest)));
        Add("wordcount", "", (v, _) => (long)Words().Count(PythonText.Str(v)));
        Add("striptags", "", (v, _) => Blanks().Replace(Tags().Replace(PythonText.Str(v), ""), " ").Trim());
        Add("escape e forceescape", "", (v, _) => PythonText.Str(v)
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal));
        Add("urlencode", "", (v, _) => v is string text
            ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal)
            : string.Join('&', DictMethods.Pairs(v).Select(p => $"{QueryPart(p.Key)}={QueryPart(p.Value)}")));
    }

    private static void AddLayout()
    {
        Add("indent", "width? first? blank?", (v, a) => Indent(PythonText.Str(v), a[0] is string s ? s : new string(' ', (int)a.Int(0, 4)), a.Flag(1), a.Flag(2)));
        Add("center", "width?", (v, a) => StringMethods.Center(PythonText.Str(v), a.Int(0, 80), " "));
        Add("truncate", "length? killwords? end? leeway?", (v, a) =>
            Truncate(PythonText.Str(v), (int)a.Int(0, 255), a.Flag(1), (a.Text(2, "..."), (int)(a.IntOrNull(3) ?? 5))));
        Add("wordwrap", "width? break_long_words? wrapstring? break_on_hyphens?", (v, a) =>
            Wrap(PythonText.Str(v), (int)Math.Max(a.Int(0, 79), 1), a.Flag(1, true), a.TextOrNull(2) ?? "\n"));
        Add("filesizeformat", "binary?", (v, a) => FileSize(PythonMath.Real(ToFloat(v, 0.0)), a.Flag(0)));
    }

    private static string QueryPart(object? value) => Uri.EscapeDataString(PythonText.Str(value)).Replace("%20", "+", StringComparison.Ordinal);

    private static string Title(string text) =>
        string.Concat(TitleWords().Matches(text).Select(m => char.ToUpperInvariant(m.Value[0]) + m.Value[1..].ToLowerInvariant()));

    private static string Indent(string text, string indention, bool first, bool blank)
    {
        var lines = text.Split('\n');
        var result = new StringBuilder(first ? indention : "").Append(lines[0]);
        foreach (var line in lines.Skip(1))
            result.Append('\n').Append(blank || line.Length > 0 ? indention : "").Append(line);
        return result.ToString();
    }

    private static string Truncate(string text, int length, bool killWords, (string End, int Leeway) cut)
    {
        if (text.Length <= length + cut.Leeway)
            return text;
        if (length < cut.End.Length)
            throw new JinjaException($"truncate needs at least {cut.End.Length} characters for its end.");
        var kept = text[..(length - cut.End.Length)];
        var space = kept.LastIndexOf(' ');
        return (killWords || space < 0 ? kept : kept[..space]) + cut.End;
    }

    private static string Wrap(string text, int width, bool breakLong, string separator) =>
        string.Join(separator, text.Split('\n').Select(line => string.Join(separator, WrapLine(line, width, breakLong))));

    private static IEnumerable<string> WrapLine(string line, int width, bool breakLong)
    {
        var current = "";
        foreach (var word in Pieces(line, width, breakLong))
        {
            if (current.Length > 0 && current.Length + word.Length > width)
            {
                yield return current.TrimEnd();
                current = "";
            }
            current += current.Length == 0 ? word.TrimStart() : word;
        }
        yield return current.TrimEnd();
    }

    private static IEnumerable<string> Pieces(string line, int width, bool breakLong) =>
        WordsAndBlanks().Matches(line).SelectMany(m => breakLong && m.Length > width && !char.IsWhiteSpace(m.Value[0])
            ? m.Value.Chunk(width).Select(c => new string(c))
            : [m.Value]);

    private static string FileSize(double bytes, bool binary)
    {
        var unit = binary ? 1024.0 : 1000.0;
        string[] names = binary ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"] : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
        if (bytes < unit)
            return bytes == 1 ? "1 Byte" : $"{(long)bytes} Bytes";
        var power = Math.Min((int)Math.Log(bytes, unit), names.Length);
        return $"{bytes / Math.Pow(unit, power):0.0} {names[power - 1]}";
    }

    [GeneratedRegex(@"\w+", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+|\S+", RegexOptions.None, 1000)]
    private static partial Regex WordsAndBlanks();

    [GeneratedRegex(@"[-\s({\[<]+|[^-\s({\[<]+", RegexOptions.None, 1000)]
    private static partial Regex TitleWords();

    [GeneratedRegex(@"<!--.*?-->|<[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
