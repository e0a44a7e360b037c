using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// Dates and timestamps of the engine may be infinite; those of Iceberg are numbers of days and microseconds alone, and other engines would read a year far
/// off. What COPY tells of a file's least and greatest values tells whether it has one. Pure.
/// </summary>
internal static class Infinity
{
    /// <summary>Refuses a file with such a value.</summary>
    /// <param name="schema">The schema it was written by.</param>
    /// <param name="statistics">Column statistics of RETURN_STATS.</param>
    /// <param name="table">The table, for the message.</param>
    /// <exception cref="TarnException">Invalid <c>table.infinity</c>, with every such column.</exception>
    public static void Refuse(TableSchema schema, object? statistics, string table)
    {
        var leaves = StatisticColumns.Leaves(schema);
        var problems = ((IEnumerable<KeyValuePair<object, object?>>)statistics!)
            .Where(column => leaves.TryGetValue((string)column.Key, out var leaf) && leaf.Type is IcebergType.Date or IcebergType.Timestamp or IcebergType.TimestampNanos)
            .Where(column => ((IEnumerable<KeyValuePair<object, object?>>)column.Value!).Any(fact => fact.Value is "infinity" or "-infinity"))
            .Select(column => new Problem("table.infinity", $"Column {column.Key} has an infinite value, which Iceberg tables cannot hold.", table, "Write null or a far date in its place, as in case when isfinite(day) then day end."))
            .ToList();
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
    }
}
