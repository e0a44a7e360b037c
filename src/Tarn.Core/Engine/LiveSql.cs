using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The SELECT over data files, those that have deletes too. Pure text. Equality deletes find their columns by field id whatever their names were when they
/// were written.
/// </summary>
public static class LiveSql
{
    /// <summary>The rows that are left.</summary>
    public static string Of(LiveScan scan) => scan.Equality.Count == 0
        ? $"""
          select {string.Join(", ", scan.Fields.Select(f => $"{scan.Data.Values[f.Id]} as {SqlText.Name(f.Name)}"))}
          from {scan.Data.Source}{Where(scan)}
          """
        : $"""
          select {string.Join(", ", scan.Fields.Select(f => $"{FileScan.NameOf(f.Id)} as {SqlText.Name(f.Name)}"))}
          from {Numbered(scan)}{string.Concat(scan.Equality.Select(Without))}
          """;

    /// <summary>The data rows with the number that deletes are compared to and, where deletes keep to partitions, the partition.</summary>
    private static string Numbered(LiveScan scan) =>
        $"""
        (
            select {string.Join(", ", scan.Data.Values.Keys.Select(scan.Data.Named))}, {OfFile(scan.Sequences)} as sequence, {OfFile(scan.Scopes)} as scope
            from {scan.Data.Source}{Where(scan)}
        ) as data
        """;

    /// <summary>For each key only the youngest delete counts. Keys match when they are not distinct, so a missing value matches a missing value.</summary>
    private static string Without(EqualityScan deletes, int index)
    {
        var scoped = deletes.Scopes.Count > 0;
        return
            $"""

            anti join (
                select {string.Join(", ", deletes.Columns.Select((c, i) => $"{Value(c)} as k{i}"))}{(scoped ? $", {OfFile(deletes.Scopes)} as scope" : "")}, max({OfFile(deletes.Sequences)}) as sequence
                from {ReadSql.Scan(deletes.Columns.Select(c => c.Top).DistinctBy(top => top.Id), top => FileScan.NameOf(top.Id), deletes.Files)}
                group by all
            ) as gone_{index}
                on {string.Join(" and ", deletes.Columns.Select((c, i) => $"data.{Value(c)} is not distinct from gone_{index}.k{i}"))}
                and data.sequence < gone_{index}.sequence{(scoped ? $" and data.scope = gone_{index}.scope" : "")}
            """;
    }

    private static string Where(LiveScan scan) => scan.IsLive is null ? "" : $"\nwhere {scan.IsLive}";

    /// <summary>A column's value, through the structs it lies in.</summary>
    private static string Value(EqualityColumn column) =>
        FileScan.NameOf(column.Top.Id) + string.Concat(column.Path.Names.Skip(1).Select(name => "." + SqlText.Name(name)));

    /// <summary>One number for each file of a scan.</summary>
    private static string OfFile<T>(IReadOnlyList<T> values) => $"([{string.Join(", ", values)}]::bigint[])[file_index::bigint + 1]";
}
