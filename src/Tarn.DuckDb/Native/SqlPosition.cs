using System.Globalization;

namespace Tarn.DuckDb.Native;

/// <summary>Places in SQL. DuckDB's binder counts bytes, its parser's syntax errors count characters (Unicode scalars); ours are bytes always.</summary>
internal static class SqlPosition
{
    private const string CountedInCharacters = "SYNTAX_ERROR";

    /// <summary>A place as DuckDB wrote it, in bytes.</summary>
    /// <param name="sql">The text that the place is in.</param>
    /// <param name="position">The number as DuckDB wrote it; null for none.</param>
    /// <param name="subtype">The error's error_subtype.</param>
    public static int? InBytes(string? sql, string? position, string? subtype)
    {
        if (sql is null || !int.TryParse(position, CultureInfo.InvariantCulture, out var at))
            return null;
        return subtype == CountedInCharacters ? sql.EnumerateRunes().Take(at).Sum(r => r.Utf8SequenceLength) : at;
    }
}
