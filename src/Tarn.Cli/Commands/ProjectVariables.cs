using System.Globalization;

namespace Tarn.Cli.Commands;

/// <summary>Reads <c>--var key=value</c>.</summary>
internal static class ProjectVariables
{
    /// <summary>The variables by name; a later one wins. true, false and numbers are such; everything else is text.</summary>
    /// <exception cref="TarnException">Invalid, <c>usage.var</c>: all that are not key=value.</exception>
    public static IReadOnlyDictionary<string, object?> Parse(IReadOnlyList<string> pairs)
    {
        var wrong = pairs.Where(p => p.IndexOf('=') < 1).ToList();
        if (wrong.Count > 0)
            throw new TarnException(FailureKind.Invalid, [.. wrong.Select(p => new Problem(
                "usage.var", $"'{p}' is not a variable.", "--var", "Write it as key=value, for example --var since=2026-06-01."))]);
        var vars = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var pair in pairs)
            vars[pair[..pair.IndexOf('=')]] = Value(pair[(pair.IndexOf('=') + 1)..]);
        return vars;
    }

    private static object Value(string text)
    {
        if (text is "true" or "false")
            return text == "true";
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole.ToString() == text)
            return whole;
        return double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && text.Contains('.')
            ? number
            : text;
    }
}
