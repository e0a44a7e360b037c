using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Partitions;

/// <summary>The types of a partition tuple under a schema.</summary>
public static class PartitionTypes
{
    /// <summary>The type of each field's values, in the spec's order; null where the column is gone from the schema or the transform is not known.</summary>
    public static IReadOnlyList<IcebergType?> Of(PartitionSpec spec, TableSchema schema) =>
        [.. spec.Fields.Select(field => Of(field, schema))];

    private static IcebergType? Of(PartitionField field, TableSchema schema) => field.Transform switch
    {
        Transform.Unknown => null,
        Transform.Identity or Transform.Truncate or Transform.Void => SchemaColumns.TypeOf(schema, field.SourceId),
        _ => PartitionValues.ResultType(field.Transform, new IcebergType.Unknown()),
    };
}
