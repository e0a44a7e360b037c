using Tarn.DuckDb;
using Tarn.Engine;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Types;

namespace Tarn.Inspection;

/// <summary>What a manifest counts of each column of a file, by the column's name, with bounds of its type.</summary>
internal sealed class ReadableMetrics
{
    private static readonly string[] Counts = ["column_size", "value_count", "null_value_count", "nan_value_count"];

    private readonly IReadOnlyList<(string Name, int Id, IcebergType Type)> _columns;

    /// <summary>For the columns of a schema that have values, in the order of their names.</summary>
    public ReadableMetrics(TableSchema schema) => _columns =
    [
        .. SchemaFields.All(schema).Where(found => found.Field.Type is IcebergType.Primitive).Select(found => (found.Path.ToString(), found.Field.Id, found.Field.Type))
            .DistinctBy(column => column.Item1, StringComparer.OrdinalIgnoreCase).OrderBy(column => column.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The column <c>readable_metrics</c>.</summary>
    public MetadataColumn Column => new(
        "readable_metrics",
        new DuckDbType.Struct([.. _columns.Select(column => new DuckDbColumn(column.Name, Metrics))]),
        $"STRUCT({string.Join(", ", _columns.Select(column => $"{SqlText.Name(column.Name)} {Shown(column.Type)}"))})");

    private static DuckDbType.Struct Metrics { get; } = new(
        [.. Counts.Select(name => new DuckDbColumn(name, DuckDbType.BigInt)), new DuckDbColumn("lower_bound", DuckDbType.Varchar), new DuckDbColumn("upper_bound", DuckDbType.Varchar)]);

    /// <summary>The value of a file; files of deletes have bounds of other columns.</summary>
    public OrderedDictionary<string, object?> Of(DataFile file)
    {
        var value = new OrderedDictionary<string, object?>();
        foreach (var (name, id, type) in _columns)
        {
            value[name] = new OrderedDictionary<string, object?>
            {
                ["column_size"] = Count(file.ColumnBytes, id),
                ["value_count"] = Count(file.ValueCounts, id),
                ["null_value_count"] = Count(file.NullCounts, id),
                ["nan_value_count"] = Count(file.NanCounts, id),
                ["lower_bound"] = Bound(file.LowerBounds, id, type),
                ["upper_bound"] = Bound(file.UpperBounds, id, type),
            };
        }
        return value;
    }

    private static string Shown(IcebergType type) => $"STRUCT({string.Join(", ", Counts.Select(name => name + " BIGINT"))}, lower_bound {ShownTypes.Of(type)}, upper_bound {ShownTypes.Of(type)})";

    private static object? Count(IReadOnlyDictionary<int, long>? counts, int id) => counts is not null && counts.TryGetValue(id, out var count) ? count : null;

    private static string? Bound(IReadOnlyDictionary<int, byte[]>? bounds, int id, IcebergType type) =>
        bounds is not null && bounds.TryGetValue(id, out var bytes) ? ShownTypes.Text(type, SingleValue.Decode(type, bytes)) : null;
}
