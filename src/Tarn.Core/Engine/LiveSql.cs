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
    private static string Without(EqualityScan deletes, int index) =>
        $"""

        anti join (
            {string.Join("\n    union all\n    ", deletes.Parts.Select(part => Keys(deletes, part)))}
        ) as gone_{index}
            on {string.Join(" and ", deletes.Columns.Select((c, i) => $"{Value(c, "data." + FileScan.NameOf(c.Top.Id))} is not distinct from gone_{index}.k{i}"))}
            and data.sequence < gone_{index}.sequence{(deletes.IsScoped ? $" and data.scope = gone_{index}.scope" : "")}
        """;

    private static string Keys(EqualityScan deletes, EqualityPart part) =>
        $"""
        select {string.Join(", ", deletes.Columns.Select((c, i) => $"{Value(c, part.Scan.Values[c.Top.Id])} as k{i}"))}{(deletes.IsScoped ? $", {OfFile(part.Scopes)} as scope" : "")}, max({OfFile(part.Sequences)}) as sequence
            from {part.Scan.Source}
            group by all
        """;

    private static string Where(LiveScan scan) => scan.IsLive is null ? "" : $"\nwhere {scan.IsLive}";

    /// <summary>A column's value, through the structs it lies in, of the value of the column at the top.</summary>
    private static string Value(EqualityColumn column, string top) => column.Path.Names.Count == 1 || IsName(top)
        ? top + string.Concat(column.Path.Names.Skip(1).Select(name => "." + SqlText.Name(name)))
        : $"({top})" + string.Concat(column.Path.Names.Skip(1).Select(name => "." + SqlText.Name(name)));

    private static bool IsName(string sql) => sql.All(c => char.IsAsciiLetterOrDigit(c) || c is '.');

    /// <summary>One number for each file of a scan.</summary>
    private static string OfFile<T>(IReadOnlyList<T> values) => FileScan.OfFile("bigint", values.Select(value => $"{value}"));
}
