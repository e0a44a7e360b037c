using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>The partition that a file belongs to: by the folders above it, else by its bounds, where both ends lie in one partition. Pure.</summary>
/// <param name="table">The table.</param>
/// <param name="spec">The spec that the file is of.</param>
/// <param name="conflicts">Takes what lies in no one partition.</param>
internal sealed class ImportedPartition(TableMetadata table, PartitionSpec spec, ImportConflicts conflicts)
{
    /// <summary>The partition tuple.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">The columns that the file has itself.</param>
    /// <param name="leaves">What its footer tells.</param>
    public IReadOnlyList<object?> Of(ImportedFile file, IReadOnlySet<string> columns, IReadOnlyList<LeafFacts> leaves) => [.. spec.Fields.Select(field => ValueOf(field, file, columns, leaves))];

    private object? ValueOf(PartitionField field, ImportedFile file, IReadOnlySet<string> columns, IReadOnlyList<LeafFacts> leaves)
    {
        if (field.Transform is Transform.Void || SchemaFields.ById(table.CurrentSchema, field.SourceId) is not { } source)
            return null;
        var path = SchemaFields.PathOf(table.CurrentSchema, field.SourceId)!;
        if (path.Names.Count == 1 && !columns.Contains(source.Name))
            return file.Folders.ContainsKey(source.Name) ? PartitionValues.Apply(field.Transform, source.Type, FolderColumns.ValueOf(file, source.Name, source.Type)) : null;
        var facts = leaves.FirstOrDefault(leaf => leaf.FieldId == field.SourceId);
        if (facts is { IsAllNull: true })
            return null;
        var (least, greatest) = facts is { Statistics.Nulls: 0, Least: { } from, Greatest: { } to } && IsOrdered(field.Transform, facts)
            ? (PartitionValues.Apply(field.Transform, source.Type, from), PartitionValues.Apply(field.Transform, source.Type, to))
            : ((object?)null, null);
        if (least is null || greatest is null || ValueOrder.Compare(least, greatest) != 0)
            conflicts.Add($"{path}", $"The table is partitioned by {PartitionText.Of(field, table.CurrentSchema)}, and files do not tell one value of it, in their footers or their folders.", new ConflictSide("", file.Path, 1));
        return least;
    }

    /// <summary>Whether all values between two that have the same partition value have it too; bounds of long text may be no values at all.</summary>
    private static bool IsOrdered(Transform transform, LeafFacts facts) =>
        transform is not (Transform.Bucket or Transform.Unknown) && (facts.Type is not (IcebergType.String or IcebergType.Binary) || facts.Statistics.IsExact);
}
