using Tarn.DuckDb;
using Tarn.Engine;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Inspection;

/// <summary>The partition tuples of all of a table's specs as one struct, whose parts are found by their field ids. Values go as text, which SQL casts.</summary>
internal sealed class PartitionColumns
{
    private readonly IReadOnlyList<(PartitionField Field, IcebergType? Type)> _parts;
    private readonly IReadOnlyDictionary<int, int[]> _places;

    /// <summary>For a table; newer specs give the names.</summary>
    public PartitionColumns(TableMetadata metadata)
    {
        _parts =
        [
            .. metadata.PartitionSpecs.OrderByDescending(spec => spec.SpecId == metadata.DefaultSpecId).ThenByDescending(spec => spec.SpecId)
                .SelectMany(spec => spec.Fields.Zip(PartitionTypes.Of(spec, metadata.CurrentSchema))).DistinctBy(part => part.First.FieldId).OrderBy(part => part.First.FieldId),
        ];
        _places = metadata.PartitionSpecs.ToDictionary(spec => spec.SpecId, spec => _parts.Select(part => spec.Fields.ToList().FindIndex(field => field.FieldId == part.Field.FieldId)).ToArray());
    }

    /// <summary>True when no spec splits anything: then there is no such column.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>The column <c>partition</c>.</summary>
    public MetadataColumn Column => new(
        "partition",
        new DuckDbType.Struct([.. _parts.Select(part => new DuckDbColumn(part.Field.Name, DuckDbType.Varchar))]),
        $"STRUCT({string.Join(", ", _parts.Select(part => $"{SqlText.Name(part.Field.Name)} {ShownTypes.Of(part.Type)}"))})");

    /// <summary>The value of a file; parts that its spec does not have are null.</summary>
    public OrderedDictionary<string, object?> Of(DataFile file)
    {
        var value = new OrderedDictionary<string, object?>();
        foreach (var (part, at) in _parts.Zip(_places[file.SpecId]))
            value[part.Field.Name] = at < 0 || at >= file.Partition.Count ? null : ShownTypes.Text(part.Type, file.Partition[at]);
        return value;
    }
}
