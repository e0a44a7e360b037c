using Tarn.DuckDb;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// Nanoseconds that go where a table has microseconds: whole microseconds are taken, a value with digits below them stops the statement. Nothing is cut. Pure.
/// </summary>
internal static class Nanoseconds
{
    private const string Mark = "tarn:nanoseconds:";

    /// <summary>Whether values of a column have nanoseconds where the table has microseconds, at any depth.</summary>
    public static bool AreCut(DuckDbType from, IcebergType to) => (from, to) switch
    {
        (DuckDbType.Scalar { Kind: DuckDbScalar.TimestampNs }, IcebergType.Timestamp) => true,
        (DuckDbType.List l, IcebergType.List t) => AreCut(l.Element, t.Element),
        (DuckDbType.Array a, IcebergType.List t) => AreCut(a.Element, t.Element),
        (DuckDbType.Map m, IcebergType.Map t) => AreCut(m.Key, t.Key) || AreCut(m.Value, t.Value),
        (DuckDbType.Struct s, IcebergType.Struct t) => s.Fields.Any(f => t.Fields.FirstOrDefault(field => field.Name == f.Name) is { } field && AreCut(f.Type, field.Type)),
        _ => false,
    };

    /// <summary>A cast that fails where it would change the value.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="from">The engine's type of it.</param>
    /// <param name="to">The type to cast to, as SQL.</param>
    public static string Cast(string column, DuckDbType from, string to)
    {
        var name = SqlText.Name(column);
        return $"case when {name}::{to}::{from} is distinct from {name} then error({SqlText.Text(Mark + column)}) else {name}::{to} end";
    }

    /// <summary>Whether it was such a cast that failed.</summary>
    public static bool Stopped(DuckDbException failure) => failure.Text.Contains(Mark, StringComparison.Ordinal);

    /// <summary>What the failure of such a cast tells the user.</summary>
    public static TarnException Told(DuckDbException failure, string table) => new(FailureKind.Invalid, new Problem(
        "table.nanoseconds",
        $"Column '{failure.Text[(failure.Text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..]}' has a value with digits below the microsecond, and the table holds microseconds there.",
        table,
        "Cast it to cut them, as in seen_at::timestamp; a new column of a table of version 3 (table property format-version) holds nanoseconds."), failure);
}
