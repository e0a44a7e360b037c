using System.Globalization;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>What COPY tells of a file it wrote, as Iceberg's counts and bounds.</summary>
internal static class CopyStatistics
{
    /// <summary>A data file from a row of RETURN_STATS: filename, count, file_size_bytes, footer_size_bytes, column_statistics, partition_keys.</summary>
    public static DataFile DataFileOf(TableSchema schema, object?[] row, string location)
    {
        var leaves = StatisticColumns.Leaves(schema);
        var columns = ((IEnumerable<KeyValuePair<object, object?>>)row[4]!)
            .Where(c => leaves.ContainsKey((string)c.Key))
            .Select(c => (Leaf: leaves[(string)c.Key], Facts: Facts(c.Value)))
            .ToList();
        var plain = columns.Where(c => !c.Leaf.Repeated).ToList();
        return new DataFile
        {
            Path = location,
            RecordCount = Convert.ToInt64(row[1], CultureInfo.InvariantCulture),
            FileBytes = Convert.ToInt64(row[2], CultureInfo.InvariantCulture),
            ColumnBytes = Counts(columns, "column_size_bytes"),
            ValueCounts = Counts(columns, "num_values"),
            NullCounts = Counts(plain, "null_count"),
            NanCounts = plain.Where(c => c.Facts.GetValueOrDefault("has_nan") is "false").ToDictionary(c => c.Leaf.Id, _ => 0L),
            LowerBounds = Bounds(plain, "min", SingleValueBounds.Lower),
            UpperBounds = Bounds(plain, "max", SingleValueBounds.Upper),
        };
    }

    private static Dictionary<string, string> Facts(object? facts) =>
        ((IEnumerable<KeyValuePair<object, object?>>)facts!).Where(f => f.Value is not null)
            .ToDictionary(f => (string)f.Key, f => (string)f.Value!, StringComparer.Ordinal);

    private static Dictionary<int, long> Counts(IEnumerable<(StatisticColumns.Leaf Leaf, Dictionary<string, string> Facts)> columns, string fact) =>
        columns.Where(c => c.Facts.ContainsKey(fact)).ToDictionary(c => c.Leaf.Id, c => long.Parse(c.Facts[fact], CultureInfo.InvariantCulture));

    private static Dictionary<int, byte[]> Bounds(
        IEnumerable<(StatisticColumns.Leaf Leaf, Dictionary<string, string> Facts)> columns, string fact, Func<IcebergType, object, byte[]?> encode) =>
        columns.Select(c => (c.Leaf.Id, Bound: Bound(c.Leaf, c.Facts, fact, encode)))
            .Where(b => b.Bound is not null)
            .ToDictionary(b => b.Id, b => b.Bound!);

    private static byte[]? Bound(StatisticColumns.Leaf leaf, Dictionary<string, string> facts, string fact, Func<IcebergType, object, byte[]?> encode) =>
        facts.TryGetValue(fact, out var text) && StatisticText.Read(leaf.Type, text) is { } value ? encode(leaf.Type, value) : null;
}
