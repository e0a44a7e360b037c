using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>A part of a partition as people write it: <c>year</c>, <c>day(seen_at)</c>, <c>bucket(16, id)</c>. Pure.</summary>
internal static class PartitionText
{
    public static string Of(PartitionField field, TableSchema schema)
    {
        var column = $"{SchemaFields.PathOf(schema, field.SourceId)}";
        return field.Transform switch
        {
            Transform.Identity => column,
            Transform.Bucket bucket => $"bucket({bucket.Count}, {column})",
            Transform.Truncate truncate => $"truncate({truncate.Width}, {column})",
            _ => $"{TransformText.Print(field.Transform)}({column})",
        };
    }
}
