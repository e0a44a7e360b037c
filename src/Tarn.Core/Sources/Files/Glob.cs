namespace Tarn.Sources.Files;

/// <summary>
/// A pattern for paths with '/': <c>*</c> is any signs but '/', <c>?</c> one of them, <c>**</c> any folders or none, <c>{a,b}</c> either. Case counts.
/// Names that start with a dot are matched only by a pattern that writes the dot, as in a shell.
/// </summary>
public sealed class Glob
{
    private readonly List<string[]> _alternatives;

    private Glob(string text, string folder)
    {
        Text = text;
        Folder = folder;
        _alternatives = [.. Alternatives(text).Select(a => a.Split('/'))];
    }

    /// <summary>The pattern as it was written, with '/', without a leading <c>./</c>.</summary>
    public string Text { get; }

    /// <summary>The folders before the first sign with a meaning, with '/'; empty when there are none.</summary>
    public string Folder { get; }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">A brace is not closed.</exception>
    public static Glob Parse(string text)
    {
        var clean = text.Replace('\\', '/');
        clean = clean.StartsWith("./", StringComparison.Ordinal) ? clean[2..] : clean;
        var special = clean.IndexOfAny(['*', '?', '{']);
        var plain = special < 0 ? clean : clean[..special];
        var slash = plain.LastIndexOf('/');
        return new Glob(clean, slash < 0 ? "" : plain[..Math.Max(slash, 1)].TrimEnd('/') is { Length: > 0 } folder ? folder : "/");
    }

    /// <summary>True when the whole path, with '/', fits.</summary>
    public bool Matches(string path)
    {
        var names = path.Split('/');
        return _alternatives.Exists(pattern => FitsPath(pattern, names));
    }

    /// <summary>False when nothing below the folder, with '/', can fit.</summary>
    public bool MayHold(string folder)
    {
        var names = folder.Split('/');
        return _alternatives.Exists(pattern => FitsStart(pattern, names));
    }

    private static bool FitsStart(ReadOnlySpan<string> pattern, ReadOnlySpan<string> names)
    {
        if (pattern.Length == 0 || names.Length == 0)
            return pattern.Length > 0;
        return pattern[0] == "**" || (FitsName(pattern[0], names[0]) && FitsStart(pattern[1..], names[1..]));
    }

    private static bool FitsPath(ReadOnlySpan<string> pattern, ReadOnlySpan<string> names)
    {
        if (pattern.Length == 0)
            return names.Length == 0;
        if (pattern[0] != "**")
            return names.Length > 0 && FitsName(pattern[0], names[0]) && FitsPath(pattern[1..], names[1..]);
        for (var skip = 0; skip <= names.Length; skip++)
        {
            if (FitsPath(pattern[1..], names[skip..]))
                return true;
            if (skip < names.Length && names[skip].StartsWith('.'))
                return false;
        }
        return false;
    }

    private static bool FitsName(string pattern, string name) =>
        (!name.StartsWith('.') || pattern.StartsWith('.')) && FitsSigns(pattern, name);

    /// <summary>Greedy with one way back: the last star takes one sign more.</summary>
    private static bool FitsSigns(string pattern, string name)
    {
        var (p, n, star, taken) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, taken, p) = (p, n, p + 1);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
                (p, n) = (p + 1, n + 1);
            else if (star >= 0)
                (p, n, taken) = (star + 1, taken + 1, taken + 1);
            else
                return false;
        }
        return pattern.AsSpan(p).Trim('*').Length == 0;
    }

    /// <summary>Every way to choose among the braces.</summary>
    private static IEnumerable<string> Alternatives(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return [text];
        var (close, commas) = Closing(text, open);
        var cuts = commas.Prepend(open).Append(close).ToList();
        return cuts.Zip(cuts.Skip(1), (from, to) => text[(from + 1)..to])
            .SelectMany(choice => Alternatives(text[..open] + choice + text[(close + 1)..]));
    }

    private static (int Close, List<int> Commas) Closing(string text, int open)
    {
        var (depth, commas) = (0, new List<int>());
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[i] == ',' && depth == 1)
                commas.Add(i);
            if (depth == 0)
                return (i, commas);
        }
        throw new FormatException($"'{text}' has a brace that is never closed. Write it as data/*.{{csv,json}}.");
    }
}
