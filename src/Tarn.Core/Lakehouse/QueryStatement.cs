using Tarn.Models;

namespace Tarn.Lakehouse;

/// <summary>The one statement of a query, looked at by its words.</summary>
/// <param name="Sql">The statement without its semicolon.</param>
internal sealed record QueryStatement(string Sql)
{
    private static readonly string[] Reading = ["describe", "desc", "show", "summarize", "pivot", "unpivot", "from", "table"];

    /// <summary>Its first word, in lower case.</summary>
    public string Verb => new([.. Sql.Skip(SqlScan.First(Sql)).TakeWhile(char.IsLetter).Select(char.ToLowerInvariant)]);

    /// <summary>True for what is no SELECT and only reads.</summary>
    public bool Reads => Reading.Contains(Verb, StringComparer.Ordinal);

    /// <summary>What an EXPLAIN explains; with ANALYZE it is done, too. Null when it is none.</summary>
    public QueryStatement? Explained
    {
        get
        {
            var at = SqlScan.First(Sql);
            var after = SqlScan.After(Sql, at, "explain");
            if (after == at)
                return null;
            at = SqlScan.First(Sql, after);
            if (at < Sql.Length && Sql[at] == '(' && Sql.IndexOf(')', at) is > 0 and var end)
                return new QueryStatement(Sql[(end + 1)..]);
            return new QueryStatement(Sql[SqlScan.After(Sql, at, "analyze")..]);
        }
    }

    /// <summary>The statement of a text.</summary>
    /// <exception cref="TarnException">Invalid <c>query.empty</c>, <c>query.many</c>.</exception>
    public static QueryStatement Of(string sql) => SqlScan.Statements(sql) switch
    {
        [var one] => new QueryStatement(one),
        [] => throw Wrong("query.empty", "There is no SQL statement here.", "Write one, for example \"select * from _platform.runs\"."),
        var many => throw Wrong("query.many", $"There are {many.Count} statements here, and a query is one.", "Ask them one by one."),
    };

    /// <summary>The failure of a statement that would change something.</summary>
    public TarnException Writes() => Wrong("query.writes", $"A query only reads, and '{Verb}' does not.", "To make or change a table, write a model and run it.");

    private static TarnException Wrong(string code, string what, string next) => new(FailureKind.Invalid, new Problem(code, what, Next: next));
}
