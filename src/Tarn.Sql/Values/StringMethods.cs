namespace Tarn.Sql.Values;

/// <summary>The methods of Python's str, by what they give.</summary>
internal static partial class StringMethods
{
    public static JinjaFunction? Find(string text, string name) => Cases(text, name) ?? Parts(text, name) ?? Questions(text, name) ?? Layout(text, name);

    private static JinjaFunction? Cases(string text, string name) => name switch
    {
        "lower" or "casefold" => new(name, "", _ => text.ToLowerInvariant()),
        "upper" => new(name, "", _ => text.ToUpperInvariant()),
        "title" => new(name, "", _ => Title(text)),
        "capitalize" => new(name, "", _ => Capitalize(text)),
        "swapcase" => new(name, "", _ => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)))),
        _ => null,
    };

    private static JinjaFunction? Parts(string text, string name) => name switch
    {
        "strip" => new(name, "chars?", a => Strip(text, a.TextOrNull(0), true, true)),
        "lstrip" => new(name, "chars?", a => Strip(text, a.TextOrNull(0), true, false)),
        "rstrip" => new(name, "chars?", a => Strip(text, a.TextOrNull(0), false, true)),
        "split" => new(name, "sep? maxsplit?", a => Strings(Split(text, a.TextOrNull(0), a.Int(1, -1)))),
        "rsplit" => new(name, "sep? maxsplit?", a => Strings(SplitFromEnd(text, a.TextOrNull(0), a.Int(1, -1)))),
        "splitlines" => new(name, "keepends?", a => Strings(Lines(text, a.Flag(0)))),
        "partition" => new(name, "sep", a => Partition(text, a.Text(0), text.IndexOf(a.Text(0), StringComparison.Ordinal), false)),
        "rpartition" => new(name, "sep", a => Partition(text, a.Text(0), text.LastIndexOf(a.Text(0), StringComparison.Ordinal), true)),
        "replace" => new(name, "old new count?", a => Replace(text, a.Text(0), a.Text(1), a.Int(2, -1))),
        "removeprefix" => new(name, "prefix", a => text.StartsWith(a.Text(0), StringComparison.Ordinal) ? text[a.Text(0).Length..] : text),
        "removesuffix" => new(name, "suffix", a => text.EndsWith(a.Text(0), StringComparison.Ordinal) ? text[..^a.Text(0).Length] : text),
        "join" => new(name, "items", a => Join(text, a[0])),
        _ => null,
    };

    private static JinjaFunction? Questions(string text, string name) => name switch
    {
        "startswith" => new(name, "prefix", a => Any(a[0], part => text.StartsWith(part, StringComparison.Ordinal))),
        "endswith" => new(name, "suffix", a => Any(a[0], part => text.EndsWith(part, StringComparison.Ordinal))),
        "find" => new(name, "sub", a => (long)text.IndexOf(a.Text(0), StringComparison.Ordinal)),
        "rfind" => new(name, "sub", a => (long)text.LastIndexOf(a.Text(0), StringComparison.Ordinal)),
        "index" => new(name, "sub", a => Index(text, a.Text(0))),
        "count" => new(name, "sub", a => a.Text(0).Length == 0 ? text.Length + 1L : text.Split(a.Text(0)).Length - 1L),
        "isdigit" or "isdecimal" or "isnumeric" => new(name, "", _ => text.Length > 0 && text.All(char.IsDigit)),
        "isalpha" => new(name, "", _ => text.Length > 0 && text.All(char.IsLetter)),
        "isalnum" => new(name, "", _ => text.Length > 0 && text.All(char.IsLetterOrDigit)),
        "isspace" => new(name, "", _ => text.Length > 0 && text.All(char.IsWhiteSpace)),
        "isupper" => new(name, "", _ => text.Any(char.IsUpper) && !text.Any(char.IsLower)),
        "islower" => new(name, "", _ => text.Any(char.IsLower) && !text.Any(char.IsUpper)),
        "isidentifier" => new(name, "", _ => text.Length > 0 && !char.IsDigit(text[0]) && text.All(c => c == '_' || char.IsLetterOrDigit(c))),
        _ => null,
    };

    private static JinjaFunction? Layout(string text, string name) => name switch
    {
        "format" => new(name, "* **", a => new BraceFormat(a.Rest, a.Extra).Apply(text)),
        "zfill" => new(name, "width", a => FormatSpec.Parse($"0={a.Int(0)}").Format(text) is var padded && text is ['+' or '-', ..] ? Signed(text, padded) : padded),
        "ljust" => new(name, "width fillchar?", a => Fill(a, '<').Format(text)),
        "rjust" => new(name, "width fillchar?", a => Fill(a, '>').Format(text)),
        "center" => new(name, "width fillchar?", a => Center(text, a.Int(0), a.Text(1, " "))),
        _ => null,
    };

    private static FormatSpec Fill(BoundArguments arguments, char align) =>
        FormatSpec.Parse($"{arguments.Text(1, " ")}{align}{Math.Max(arguments.Int(0), 0)}");

    private static string Signed(string text, string padded) => text[0] + padded[..(padded.Length - text.Length)] + text[1..];

    private static JinjaList Strings(IEnumerable<string> items) => new(items);

    private static object Any(object? parts, Func<string, bool> holds) =>
        parts is string one ? holds(one) : PythonItems.Of(parts).Any(part => holds(PythonText.Str(part)));

    private static object Index(string text, string part) =>
        text.IndexOf(part, StringComparison.Ordinal) is >= 0 and var at ? (long)at : throw new JinjaException($"{PythonText.Repr(part)} is not in the text.");

    private static string Join(string separator, object? items) =>
        string.Join(separator, PythonItems.Of(items).Select(i =>
            i as string ?? throw new JinjaException($"Only text can be joined, not a {PythonText.TypeName(i)}. Write items|join(...) to join anything.")));
}
