using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The SELECT over data files that have deletes. Pure text. Inside, columns are named by field id (<c>c7</c>), so that no column of a table hides
/// <c>file_index</c> or <c>file_row_number</c>, and equality deletes find theirs by field id whatever its name was when they were written.
/// </summary>
public static class LiveSql
{
    /// <summary>The rows that are left.</summary>
    public static string Of(LiveScan scan) =>
        $"""
        select {string.Join(", ", scan.Schema.Fields.Select(f => $"{Inside(f)} as {SqlText.Name(f.Name)}"))}
        from {(scan.Equality.Count == 0 ? Scan(scan.Schema.Fields, scan.Files) : Numbered(scan))}{(scan.Equality.Count == 0 ? Where(scan) : string.Concat(scan.Equality.Select(Without)))}
        """;

    /// <summary>The data rows with the number that deletes are compared to and, where deletes keep to partitions, the partition.</summary>
    private static string Numbered(LiveScan scan) =>
        $"""
        (
            select *, {OfFile(scan.Sequences)} as sequence, {OfFile(scan.Scopes)} as scope
            from {Scan(WithDropped(scan), scan.Files)}{Where(scan)}
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
                from {Scan(deletes.Columns.Select(c => c.Top).DistinctBy(top => top.Id), deletes.Files)}
                group by all
            ) as gone_{index}
                on {string.Join(" and ", deletes.Columns.Select((c, i) => $"data.{Value(c)} is not distinct from gone_{index}.k{i}"))}
                and data.sequence < gone_{index}.sequence{(scoped ? $" and data.scope = gone_{index}.scope" : "")}
            """;
    }

    /// <summary>The table's columns, and those that it dropped since and deletes still compare.</summary>
    private static IEnumerable<NestedField> WithDropped(LiveScan scan) =>
        scan.Schema.Fields.Concat(scan.Equality.SelectMany(set => set.Columns).Select(c => c.Top)).DistinctBy(field => field.Id);

    private static string Scan(IEnumerable<NestedField> fields, IReadOnlyList<string> files) => ReadSql.Scan(fields, Inside, files);

    private static string Where(LiveScan scan) => scan.IsLive is null ? "" : $"\nwhere {scan.IsLive}";

    /// <summary>A column's value, through the structs it lies in.</summary>
    private static string Value(EqualityColumn column) =>
        Inside(column.Top) + string.Concat(column.Path.Names.Skip(1).Select(name => "." + SqlText.Name(name)));

    /// <summary>One number for each file of a scan.</summary>
    private static string OfFile<T>(IReadOnlyList<T> values) => $"([{string.Join(", ", values)}]::bigint[])[file_index::bigint + 1]";

    private static string Inside(NestedField field) => $"c{field.Id}";
}
