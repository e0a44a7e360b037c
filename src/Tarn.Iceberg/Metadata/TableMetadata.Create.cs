using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <content>How it starts.</content>
public sealed partial record TableMetadata
{
    private const int FirstPartitionFieldId = 1000;

    /// <summary>The metadata of a table without snapshots.</summary>
    /// <exception cref="IcebergException">Invalid, with everything that is wrong in <see cref="IcebergException.Problems"/>.</exception>
    public static TableMetadata Create(NewTable table, long nowMs)
    {
        var ids = new FreshIds();
        var schema = ids.Assign(table.Schema) with { SchemaId = 0 };
        var spec = Fresh(table.Spec, ids.NewOfOld);
        var order = Fresh(table.Order, ids.NewOfOld);
        CheckNew(table, schema, spec, order);
        return new TableMetadata
        {
            FormatVersion = table.FormatVersion,
            TableUuid = table.TableUuid,
            Location = table.Location.TrimEnd('/'),
            LastUpdatedMs = nowMs,
            LastColumnId = ids.LastColumnId,
            Schemas = [schema],
            CurrentSchemaId = schema.SchemaId,
            PartitionSpecs = [spec],
            DefaultSpecId = spec.SpecId,
            LastPartitionId = FirstPartitionFieldId - 1 + spec.Fields.Count,
            SortOrders = [order],
            DefaultSortOrderId = order.OrderId,
            Properties = new Dictionary<string, string>(table.Properties, StringComparer.Ordinal),
            NextRowId = table.FormatVersion >= 3 ? 0 : null,
        };
    }

    private static PartitionSpec Fresh(PartitionSpec spec, IReadOnlyDictionary<int, int> newOfOld) => new()
    {
        SpecId = 0,
        Fields =
        [
            .. spec.Fields.Select((field, i) => field with
            {
                SourceId = newOfOld.GetValueOrDefault(field.SourceId, -1),
                FieldId = FirstPartitionFieldId + i,
            }),
        ],
    };

    private static SortOrder Fresh(SortOrder order, IReadOnlyDictionary<int, int> newOfOld) => new()
    {
        OrderId = order.Fields.Count == 0 ? 0 : 1,
        Fields = [.. order.Fields.Select(field => field with { SourceId = newOfOld.GetValueOrDefault(field.SourceId, -1) })],
    };

    private static void CheckNew(NewTable table, TableSchema schema, PartitionSpec spec, SortOrder order)
    {
        List<string> problems =
        [
            .. table.FormatVersion is 2 or 3 ? [] : new[] { $"version {table.FormatVersion} is not written; use 2." },
            .. SchemaRules.Problems(schema),
            .. SchemaRules.IdentifierProblems(schema),
            .. SchemaRules.VersionProblems(schema, table.FormatVersion),
            .. PartitionEvolution.Problems(spec, schema),
            .. MetadataRules.Problems(order, schema),
        ];
        if (problems.Count > 0)
            throw IcebergException.Invalid($"{table.Location} cannot be created", problems);
    }
}
