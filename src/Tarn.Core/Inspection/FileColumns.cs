using Tarn.DuckDb;
using Tarn.Engine;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Inspection;

/// <summary>A file of a manifest as columns (spec, "Manifests", data_file).</summary>
internal sealed class FileColumns(TableMetadata metadata)
{
    private static readonly DuckDbType Counts = new DuckDbType.Map(DuckDbType.Integer, DuckDbType.BigInt);
    private static readonly DuckDbType Bounds = new DuckDbType.Map(DuckDbType.Integer, DuckDbType.Blob);

    private readonly PartitionColumns _partition = new(metadata);

    /// <summary>The columns; <c>partition</c> only where a spec splits something.</summary>
    public IReadOnlyList<MetadataColumn> Columns { get; } =
    [
        new("content", DuckDbType.Integer),
        new("file_path", DuckDbType.Varchar),
        new("file_format", DuckDbType.Varchar),
        new("spec_id", DuckDbType.Integer),
        .. new PartitionColumns(metadata) is { IsEmpty: false } partition ? new[] { partition.Column } : [],
        new("record_count", DuckDbType.BigInt),
        new("file_size_in_bytes", DuckDbType.BigInt),
        new("column_sizes", Counts),
        new("value_counts", Counts),
        new("null_value_counts", Counts),
        new("nan_value_counts", Counts),
        new("lower_bounds", Bounds),
        new("upper_bounds", Bounds),
        new("key_metadata", DuckDbType.Blob),
        new("split_offsets", new DuckDbType.List(DuckDbType.BigInt)),
        new("equality_ids", new DuckDbType.List(DuckDbType.Integer)),
        new("sort_order_id", DuckDbType.Integer),
        new("first_row_id", DuckDbType.BigInt),
        new("referenced_data_file", DuckDbType.Varchar),
        new("content_offset", DuckDbType.BigInt),
        new("content_size_in_bytes", DuckDbType.BigInt),
    ];

    /// <summary>The columns as one struct.</summary>
    public MetadataColumn Whole => new(
        "data_file",
        new DuckDbType.Struct([.. Columns.Select(column => new DuckDbColumn(column.Name, column.Type))]),
        $"STRUCT({string.Join(", ", Columns.Select(column => $"{SqlText.Name(column.Name)} {column.Shown}"))})");

    /// <summary>The values of a file.</summary>
    public IReadOnlyList<object?> Of(DataFile file) =>
    [
        (int)file.Content,
        file.Path,
        file.Format,
        file.SpecId,
        .. _partition.IsEmpty ? [] : new object?[] { _partition.Of(file) },
        file.RecordCount,
        file.FileBytes,
        MapOf(file.ColumnBytes),
        MapOf(file.ValueCounts),
        MapOf(file.NullCounts),
        MapOf(file.NanCounts),
        MapOf(file.LowerBounds),
        MapOf(file.UpperBounds),
        file.KeyMetadata,
        file.SplitOffsets?.Select(offset => (object?)offset).ToArray(),
        file.EqualityIds?.Select(id => (object?)id).ToArray(),
        file.SortOrderId,
        file.FirstRowId,
        file.ReferencedDataFile,
        file.ContentOffset,
        file.ContentSizeBytes,
    ];

    /// <summary>The values of a file as one struct.</summary>
    public OrderedDictionary<string, object?> WholeOf(DataFile file)
    {
        var whole = new OrderedDictionary<string, object?>();
        foreach (var (column, value) in Columns.Zip(Of(file)))
            whole[column.Name] = value;
        return whole;
    }

    private static OrderedDictionary<object, object?>? MapOf<T>(IReadOnlyDictionary<int, T>? map)
    {
        if (map is null)
            return null;
        var value = new OrderedDictionary<object, object?>();
        foreach (var (id, item) in map.OrderBy(entry => entry.Key))
            value[id] = item;
        return value;
    }
}
