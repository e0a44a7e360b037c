namespace Tarn.Models;

/// <summary>Finds where SQL's words and semicolons are, past comments, quoted text and names, and text between dollars.</summary>
internal static class SqlScan
{
    /// <summary>The text's statements without their semicolons; those with nothing but blanks and comments are left out.</summary>
    public static IReadOnlyList<string> Statements(string sql)
    {
        var statements = new List<string>();
        var from = 0;
        var any = false;
        for (var at = 0; at <= sql.Length;)
        {
            var skipped = at < sql.Length ? SkipBlank(sql, at) : at;
            if (at == sql.Length || (skipped == at && sql[at] == ';'))
            {
                if (any)
                    statements.Add(sql[from..at]);
                (from, any) = (at + 1, false);
                at++;
            }
            else if (skipped > at)
                at = skipped;
            else
                (at, any) = (SkipToken(sql, at), true);
        }
        return statements;
    }

    /// <summary>Where the first word or sign is that is no comment; the text's length when there is none.</summary>
    public static int First(string sql, int from = 0)
    {
        for (var next = SkipBlank(sql, from); next != from && next < sql.Length; next = SkipBlank(sql, from))
            from = next;
        return from;
    }

    /// <summary>The place after a word, when that word stands there; else the place itself.</summary>
    public static int After(string sql, int at, string word)
    {
        var end = at + word.Length;
        var fits = string.Compare(sql, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && at < sql.Length
            && (end >= sql.Length || !(char.IsLetterOrDigit(sql[end]) || sql[end] == '_'));
        return fits ? end : at;
    }

    /// <summary>The place after blanks or one comment; the place itself when something else stands there.</summary>
    private static int SkipBlank(string sql, int at)
    {
        if (at >= sql.Length)
            return at;
        if (char.IsWhiteSpace(sql[at]))
            return at + 1;
        if (sql.AsSpan(at).StartsWith("--"))
            return EndOf(sql, "\n", at);
        return sql.AsSpan(at).StartsWith("/*") ? BlockCommentEnd(sql, at) : at;
    }

    private static int SkipToken(string sql, int at) => sql[at] switch
    {
        '\'' => Quoted(sql, at, '\'', at > 0 && sql[at - 1] is 'e' or 'E' && (at < 2 || !IsWord(sql[at - 2]))),
        '"' => Quoted(sql, at, '"', false),
        '$' => Dollars(sql, at),
        _ => at + 1,
    };

    private static int Quoted(string sql, int at, char quote, bool escapes)
    {
        for (at++; at < sql.Length && sql[at] != quote; at++)
            at += escapes && sql[at] == '\\' ? 1 : 0;
        return Math.Min(at + 1, sql.Length);
    }

    private static int Dollars(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && IsWord(sql[end]))
            end++;
        var isTag = end < sql.Length && sql[end] == '$' && !(end > at + 1 && char.IsAsciiDigit(sql[at + 1])) && !(at > 0 && IsWord(sql[at - 1]));
        return isTag ? EndOf(sql, sql[at..(end + 1)], end + 1) : at + 1;
    }

    private static int BlockCommentEnd(string sql, int at)
    {
        var depth = 1;
        for (at += 2; at < sql.Length && depth > 0; at++)
        {
            var pair = sql.AsSpan(at, Math.Min(2, sql.Length - at));
            depth += pair is "/*" ? 1 : pair is "*/" ? -1 : 0;
            at += pair is "/*" or "*/" ? 1 : 0;
        }
        return Math.Min(at, sql.Length);
    }

    private static int EndOf(string sql, string mark, int from) =>
        sql.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var at ? at + mark.Length : sql.Length;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
