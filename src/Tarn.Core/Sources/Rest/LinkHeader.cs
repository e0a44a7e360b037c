namespace Tarn.Sources.Rest;

/// <summary>The Link header field (RFC 8288 section 3): the target of a relation among the links of an answer.</summary>
public static class LinkHeader
{
    /// <summary>The target, as written, of the first link whose <c>rel</c> has the relation among its words; null when there is none.</summary>
    public static string? Target(string field, string relation)
    {
        var rest = field.AsSpan();
        while (TakeTarget(ref rest, out var target))
        {
            var rel = TakeRelation(ref rest);
            if (rel.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase))
                return target;
        }
        return null;
    }

    private static bool TakeTarget(ref ReadOnlySpan<char> rest, out string target)
    {
        target = "";
        var open = rest.IndexOf('<');
        var length = open < 0 ? -1 : rest[open..].IndexOf('>');
        if (length < 0)
            return false;
        target = rest.Slice(open + 1, length - 1).Trim().ToString();
        rest = rest[(open + length + 1)..];
        return true;
    }

    /// <summary>Reads the parameters up to the comma that ends the link. Only the first <c>rel</c> counts (section 3.3).</summary>
    private static string TakeRelation(ref ReadOnlySpan<char> rest)
    {
        string? relation = null;
        while (SkipTo(ref rest, ';'))
        {
            var name = TakeUntil(ref rest, "=;,").Trim().ToString();
            var value = rest.Length > 0 && rest[0] == '=' ? TakeValue(ref rest) : "";
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                relation ??= value;
        }
        return relation ?? "";
    }

    /// <summary>Steps over the sign when it comes before the comma that ends this link.</summary>
    private static bool SkipTo(ref ReadOnlySpan<char> rest, char sign)
    {
        rest = rest.TrimStart();
        if (rest.Length == 0)
            return false;
        var found = rest[0] == sign;
        rest = rest[0] is ',' or ';' ? rest[1..] : [];
        return found;
    }

    private static ReadOnlySpan<char> TakeUntil(ref ReadOnlySpan<char> rest, string signs)
    {
        var end = rest.IndexOfAny(signs);
        var taken = end < 0 ? rest : rest[..end];
        rest = rest[taken.Length..];
        return taken;
    }

    private static string TakeValue(ref ReadOnlySpan<char> rest)
    {
        rest = rest[1..].TrimStart();
        if (rest.Length == 0 || rest[0] != '"')
            return TakeUntil(ref rest, ";,").Trim().ToString();
        var value = new System.Text.StringBuilder();
        var at = 1;
        for (; at < rest.Length && rest[at] != '"'; at++)
        {
            if (rest[at] == '\\' && at + 1 < rest.Length)
                at++;
            value.Append(rest[at]);
        }
        rest = rest[Math.Min(at + 1, rest.Length)..];
        return value.ToString();
    }
}
