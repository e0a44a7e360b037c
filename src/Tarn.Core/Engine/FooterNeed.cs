using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// Decides whether data files can be read by field id alone or only with a look at their footers, by the table's metadata. The engine takes a column that a
/// file does not have for null, finds children of columns by their names, and finds nothing in files without field ids. Pure.
/// </summary>
/// <param name="metadata">The table.</param>
/// <param name="schema">The schema it is read by.</param>
internal sealed class FooterNeed(TableMetadata metadata, TableSchema schema)
{
    private readonly IReadOnlyDictionary<int, int[]> _identities = metadata.PartitionSpecs.ToDictionary(
        spec => spec.SpecId, spec => spec.Fields.Where(part => part.Transform is Transform.Identity).Select(part => part.SourceId).ToArray());

    /// <summary>True when no file can do without.</summary>
    public bool OfAll { get; } = metadata.Properties.ContainsKey(NameMapping.Property)
        || schema.Fields.Any(field => field is { InitialDefault: NestedValue })
        || SchemaFields.All(schema).Any(found => found.Field.Type is IcebergType.Variant)
        || (Nested(schema).Any() && (Nested(schema).Any(child => child.Field.InitialDefault is not null) || !IsHistoryWhole(metadata) || HasMoved(metadata, schema)));

    /// <summary>True when some files may have to be looked at: the table is partitioned by values that their writers may have left out of them.</summary>
    public bool OfSome { get; } = metadata.PartitionSpecs.Any(spec => spec.Fields.Any(part => part.Transform is Transform.Identity));

    /// <summary>True when a column may be missing in the file that its partition has the value of: the manifest counts nothing of it.</summary>
    public bool Of(ScanFile file) =>
        OfAll || _identities[file.File.SpecId].Any(id => !(file.File.ValueCounts?.ContainsKey(id) ?? false) && !(file.File.ColumnBytes?.ContainsKey(id) ?? false));

    /// <summary>Fields that lie in others, with the id of the field they lie in.</summary>
    private static IEnumerable<(int ParentId, NestedField Field)> Nested(TableSchema schema) =>
        SchemaFields.All(schema).SelectMany(found => InStruct(found.Field.Type).Select(child => (found.Field.Id, child)));

    private static IEnumerable<NestedField> InStruct(IcebergType type) => type is IcebergType.Struct s ? s.Fields : [];

    /// <summary>Whether every schema that files may have been written by is still known.</summary>
    private static bool IsHistoryWhole(TableMetadata metadata) =>
        metadata.Schemas.Select(s => s.SchemaId).Order().SequenceEqual(Enumerable.Range(0, metadata.Schemas.Count)) && metadata.Snapshots.All(snapshot => snapshot.SchemaId is not null);

    /// <summary>Whether a child had another name, or its name another child, or a struct none of its children, in any schema.</summary>
    private static bool HasMoved(TableMetadata metadata, TableSchema schema)
    {
        var now = Nested(schema).ToList();
        var names = now.ToDictionary(child => child.Field.Id, child => child.Field.Name);
        var ids = now.ToLookup(child => (child.ParentId, child.Field.Name.ToUpperInvariant()), child => child.Field.Id);
        var parents = now.Select(child => child.ParentId).ToHashSet();
        return metadata.Schemas.SelectMany(Nested).Any(child =>
                (names.TryGetValue(child.Field.Id, out var name) && name != child.Field.Name)
                || ids[(child.ParentId, child.Field.Name.ToUpperInvariant())].Any(id => id != child.Field.Id))
            || metadata.Schemas.SelectMany(other => Nested(other).Where(child => parents.Contains(child.ParentId)).GroupBy(child => child.ParentId))
                .Any(children => !children.Any(child => names.ContainsKey(child.Field.Id)));
    }
}
