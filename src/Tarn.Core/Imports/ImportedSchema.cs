using Tarn.Engine;
using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>The table that has room for imported files: columns, partition spec, name mapping, and the folder they are read in. Pure.</summary>
internal static class ImportedSchema
{
    /// <summary>The table, and the spec that the files are of.</summary>
    /// <param name="state">What is imported.</param>
    /// <param name="fields">The columns of table and files, joined.</param>
    /// <param name="folders">Those of them that folders stand for.</param>
    /// <exception cref="IcebergException">Invalid: the table cannot have them.</exception>
    public static (TableMetadata Table, PartitionSpec Spec) Of(FileImportState state, FieldList fields, FieldList folders)
    {
        var names = folders.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        if (state.Table is not { } before)
        {
            var made = Made(state, fields, names);
            return (Changed(made, [], Properties(state, made, made.CurrentSchema), state.NowMs, null), made.DefaultSpec);
        }
        var schema = SchemaPlan.Append(before, new TableSchema { SchemaId = 0, Fields = fields });
        var wanted = PartitionEvolution.Apply(before.DefaultSpec, schema.Schema, Missing(before.DefaultSpec, schema.Schema, names));
        List<TableUpdate> updates =
        [
            .. schema.IsNew ? [new TableUpdate.AddSchema(schema.Schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)] : Array.Empty<TableUpdate>(),
            .. wanted.Fields.Count == before.DefaultSpec.Fields.Count ? Array.Empty<TableUpdate>() : [new TableUpdate.AddSpec(wanted)],
        ];
        var changed = Changed(before, updates, Properties(state, before, schema.Schema), state.NowMs, state.MetadataLocation);
        return (changed, changed.PartitionSpecs.First(spec => Meaning(spec).SequenceEqual(Meaning(wanted))));
    }

    /// <summary>Folders that the spec does not split by yet.</summary>
    private static IReadOnlyList<PartitionChange> Missing(PartitionSpec spec, TableSchema schema, IReadOnlySet<string> folders) =>
    [
        .. schema.Fields.Where(field => folders.Contains(field.Name) && !spec.Fields.Any(part => part.SourceId == field.Id && part.Transform is Transform.Identity))
            .Select(field => new PartitionChange.Add(new ColumnPath(field.Name), new Transform.Identity())),
    ];

    private static TableMetadata Made(FileImportState state, FieldList fields, IReadOnlySet<string> folders)
    {
        var schema = WithIds(new TableSchema { SchemaId = 0, Fields = new FieldList(fields.Select(field => field with { Required = false })) });
        var spec = PartitionEvolution.Create(schema, [.. Missing(PartitionSpec.Unpartitioned, schema, folders).Cast<PartitionChange.Add>()]);
        var made = TableMetadata.Create(new NewTable { TableUuid = state.Uuid, Location = state.Location, Schema = schema, Spec = spec }, state.NowMs);
        return made with
        {
            Schemas = [schema],
            LastColumnId = SchemaFields.HighestId(schema),
            PartitionSpecs = [made.DefaultSpec with { Fields = [.. made.DefaultSpec.Fields.Zip(spec.Fields, (given, field) => given with { SourceId = field.SourceId })] }],
        };
    }

    /// <summary>Columns keep the ids that files have for them; the others get ids behind those.</summary>
    private static TableSchema WithIds(TableSchema schema)
    {
        var highest = SchemaFields.HighestId(schema);
        return highest == 0 ? FreshIds.Of(schema) : schema with { Fields = Filled(schema.Fields, new FreshIds(highest)) };
    }

    private static FieldList Filled(FieldList fields, FreshIds ids) => new(fields.Select(field => field with { Id = Filled(field.Id, ids), Type = Filled(field.Type, ids) }));

    private static IcebergType Filled(IcebergType type, FreshIds ids) => type switch
    {
        IcebergType.Struct s => new IcebergType.Struct(Filled(s.Fields, ids)),
        IcebergType.List l => l with { ElementId = Filled(l.ElementId, ids), Element = Filled(l.Element, ids) },
        IcebergType.Map m => m with { KeyId = Filled(m.KeyId, ids), Key = Filled(m.Key, ids), ValueId = Filled(m.ValueId, ids), Value = Filled(m.Value, ids) },
        _ => type,
    };

    private static int Filled(int id, FreshIds ids) => id == 0 ? ids.Next() : id;

    private static IReadOnlyDictionary<string, string> Properties(FileImportState state, TableMetadata table, TableSchema schema)
    {
        var properties = new Dictionary<string, string>(OutsideFiles.Added(table, OutsideFiles.IsCovered(table, state.Folder) ? [] : [state.Folder]), StringComparer.Ordinal);
        var mapping = NameMapping.Of(table.Properties, table.Location);
        if (mapping is not null || state.Files.Any(file => !file.Schema.HasFieldIds))
            properties[NameMapping.Property] = (mapping ?? new NameMapping([])).Covering(schema).ToJson();
        return properties;
    }

    private static TableMetadata Changed(TableMetadata table, IReadOnlyList<TableUpdate> updates, IReadOnlyDictionary<string, string> properties, long nowMs, string? location)
    {
        var changed = properties.Where(property => table.Properties.GetValueOrDefault(property.Key) != property.Value).ToDictionary(StringComparer.Ordinal);
        return MetadataChange.Apply(table, [.. updates, .. changed.Count == 0 ? Array.Empty<TableUpdate>() : [new TableUpdate.SetProperties(changed)]], nowMs, location);
    }

    private static IEnumerable<(int Source, Transform Transform, string Name)> Meaning(PartitionSpec spec) => spec.Fields.Select(field => (field.SourceId, field.Transform, field.Name));
}
