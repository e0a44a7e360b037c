using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <content>Schemas, partition specs, sort orders.</content>
internal sealed partial class MetadataDraft
{
    private int? _lastSchema;
    private int? _lastSpec;
    private int? _lastOrder;

    private TableMetadata AddSchema(TableSchema schema)
    {
        IReadOnlyList<string> problems = [.. SchemaRules.Problems(schema), .. SchemaRules.IdentifierProblems(schema), .. SchemaRules.VersionProblems(schema, Metadata.FormatVersion)];
        if (problems.Count > 0)
            throw IcebergException.Invalid($"{Metadata.Location} cannot have the schema", problems);
        var same = Metadata.Schemas.FirstOrDefault(other =>
            other.Fields.Equals(schema.Fields) && other.IdentifierFieldIds.Order().SequenceEqual(schema.IdentifierFieldIds.Order()));
        _lastSchema = same?.SchemaId ?? Metadata.Schemas.Select(other => other.SchemaId).DefaultIfEmpty(-1).Max() + 1;
        return Metadata with
        {
            LastColumnId = Math.Max(Metadata.LastColumnId, SchemaFields.HighestId(schema)),
            Schemas = same is null ? [.. Metadata.Schemas, schema with { SchemaId = _lastSchema.Value }] : Metadata.Schemas,
        };
    }

    private TableMetadata SetCurrentSchema(int id)
    {
        var schema = Resolve(id, _lastSchema, "schema");
        return Metadata.Schemas.Any(other => other.SchemaId == schema)
            ? Metadata with { CurrentSchemaId = schema }
            : throw Refuse($"there is no schema {schema} to make current");
    }

    private TableMetadata RemoveSchemas(IReadOnlyList<int> ids) => ids.Contains(Metadata.CurrentSchemaId)
        ? throw Refuse($"schema {Metadata.CurrentSchemaId} is current and cannot be removed")
        : Metadata with { Schemas = [.. Metadata.Schemas.Where(schema => !ids.Contains(schema.SchemaId))] };

    private TableMetadata AddSpec(PartitionSpec spec)
    {
        if (Metadata.CurrentSchemaId < 0)
            throw Refuse("a partition spec needs a current schema");
        if (PartitionEvolution.Problems(spec, Metadata.CurrentSchema) is { Count: > 0 } problems)
            throw IcebergException.Invalid($"{Metadata.Location} cannot be partitioned so", problems);
        var same = Metadata.PartitionSpecs.FirstOrDefault(other => other.Fields.Select(Meaning).SequenceEqual(spec.Fields.Select(Meaning)));
        _lastSpec = same?.SpecId ?? Metadata.PartitionSpecs.Select(other => other.SpecId).DefaultIfEmpty(-1).Max() + 1;
        if (same is not null)
            return Metadata;
        var last = Metadata.LastPartitionId;
        var fields = spec.Fields.Select(field => field with { FieldId = FieldId(field, ref last) }).ToList();
        return Metadata with
        {
            PartitionSpecs = [.. Metadata.PartitionSpecs, new PartitionSpec { SpecId = _lastSpec.Value, Fields = fields }],
            LastPartitionId = fields.Select(field => field.FieldId).Append(last).Max(),
        };
    }

    /// <summary>A field that stood in an earlier spec keeps its id (spec, "Partition Evolution").</summary>
    private int FieldId(PartitionField field, ref int last)
    {
        if (field.FieldId > 0)
            return field.FieldId;
        var earlier = Metadata.PartitionSpecs.SelectMany(spec => spec.Fields)
            .FirstOrDefault(other => other.SourceId == field.SourceId && other.Transform == field.Transform);
        return earlier?.FieldId ?? ++last;
    }

    private TableMetadata SetDefaultSpec(int id)
    {
        var spec = Resolve(id, _lastSpec, "partition spec");
        return Metadata.PartitionSpecs.Any(other => other.SpecId == spec)
            ? Metadata with { DefaultSpecId = spec }
            : throw Refuse($"there is no partition spec {spec} to make the default");
    }

    private TableMetadata RemoveSpecs(IReadOnlyList<int> ids) => ids.Contains(Metadata.DefaultSpecId)
        ? throw Refuse($"partition spec {Metadata.DefaultSpecId} is the default and cannot be removed")
        : Metadata with { PartitionSpecs = [.. Metadata.PartitionSpecs.Where(spec => !ids.Contains(spec.SpecId))] };

    private TableMetadata AddSortOrder(SortOrder order)
    {
        if (Metadata.CurrentSchemaId < 0)
            throw Refuse("a sort order needs a current schema");
        if (MetadataRules.Problems(order, Metadata.CurrentSchema) is { Count: > 0 } problems)
            throw IcebergException.Invalid($"{Metadata.Location} cannot be sorted so", problems);
        var same = Metadata.SortOrders.FirstOrDefault(other => other.Fields.SequenceEqual(order.Fields));
        var next = Metadata.SortOrders.Select(other => other.OrderId).DefaultIfEmpty(0).Max() + 1;
        _lastOrder = same?.OrderId ?? (order.Fields.Count == 0 ? 0 : next);
        return same is not null ? Metadata : Metadata with { SortOrders = [.. Metadata.SortOrders, order with { OrderId = _lastOrder.Value }] };
    }

    private TableMetadata SetDefaultSortOrder(int id)
    {
        var order = Resolve(id, _lastOrder, "sort order");
        return Metadata.SortOrders.Any(other => other.OrderId == order)
            ? Metadata with { DefaultSortOrderId = order }
            : throw Refuse($"there is no sort order {order} to make the default");
    }

    private int Resolve(int id, int? last, string what) =>
        id == TableUpdate.LastAdded ? last ?? throw Refuse($"the last added {what} is asked for, and none was added") : id;

    private static (int Source, Transform Transform, string Name) Meaning(PartitionField field) => (field.SourceId, field.Transform, field.Name);
}
