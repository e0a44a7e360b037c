using System.Text.Json;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Metadata;

/// <content>To the domain: what version 1 and old writers left out is filled in (spec, Appendix E, "Reading v1 metadata").</content>
internal sealed partial record MetadataDocument
{
    private const int NoPartitionFieldId = 999;

    public TableMetadata ToMetadata(string location)
    {
        var version = FormatVersion ?? throw Missing("format-version", location);
        if (version is < 1 or > 3)
            throw Unreadable(version, location);
        var schemas = ReadSchemas(version, location);
        var currentSchema = CurrentSchemaId ?? OldCurrentSchemaId(version, schemas, location);
        MetadataRules.CheckIds(schemas.Select(schema => (long)schema.SchemaId), currentSchema, "schemas", "current-schema-id", location);
        var specs = ReadSpecs(version, location);
        var metadata = new TableMetadata
        {
            FormatVersion = version,
            TableUuid = ReadUuid(version, location),
            Location = Location ?? throw Missing("location", location),
            LastSequenceNumber = version == 1 ? 0 : LastSequenceNumber ?? throw Missing("last-sequence-number", location),
            LastUpdatedMs = LastUpdatedMs ?? throw Missing("last-updated-ms", location),
            LastColumnId = Math.Max(LastColumnId ?? throw Missing("last-column-id", location), schemas.Max(SchemaFields.HighestId)),
            Schemas = schemas,
            CurrentSchemaId = currentSchema,
            PartitionSpecs = specs,
            DefaultSpecId = DefaultSpecId ?? (version == 1 ? specs.Max(spec => spec.SpecId) : throw Missing("default-spec-id", location)),
            LastPartitionId = LastPartitionId ?? (version == 1 ? HighestFieldId(specs) : throw Missing("last-partition-id", location)),
            SortOrders = ReadOrders(version, location),
            DefaultSortOrderId = DefaultSortOrderId ?? (version == 1 ? 0 : throw Missing("default-sort-order-id", location)),
        };
        return MetadataRules.Checked(WithHistory(metadata, location), location);
    }

    private TableMetadata WithHistory(TableMetadata metadata, string location)
    {
        var current = CurrentSnapshotId is -1 ? null : CurrentSnapshotId;
        return metadata with
        {
            Properties = new Dictionary<string, string>(Properties ?? new Dictionary<string, string>(), StringComparer.Ordinal),
            CurrentSnapshotId = current,
            Snapshots = [.. (Snapshots ?? []).Select((snapshot, i) => snapshot.ToSnapshot($"snapshots[{i}]", location))],
            SnapshotLog = [.. (SnapshotLog ?? []).Select((entry, i) => entry.ToEntry($"snapshot-log[{i}]", location))],
            MetadataLog = [.. (MetadataLog ?? []).Select((entry, i) => entry.ToEntry($"metadata-log[{i}]", location))],
            Refs = ReadRefs(current, location),
            Statistics = ReadFiles(Statistics, "statistics", location),
            PartitionStatistics = ReadFiles(PartitionStatistics, "partition-statistics", location),
            NextRowId = metadata.FormatVersion >= 3 ? NextRowId ?? throw Missing("next-row-id", location) : null,
            EncryptionKeys = [.. (EncryptionKeys ?? []).Select((key, i) => ReadKey(new JsonPlace(key, $"encryption-keys[{i}]", location)))],
        };
    }

    private Guid ReadUuid(int version, string location)
    {
        if (TableUuid is null)
            return version == 1 ? Guid.Empty : throw Missing("table-uuid", location);
        return Guid.TryParse(TableUuid, out var uuid) ? uuid : throw IcebergException.BrokenProperty(location, "table-uuid", $"is '{TableUuid}', which is no UUID.");
    }

    private IReadOnlyList<TableSchema> ReadSchemas(int version, string location)
    {
        if (Schemas is { Count: > 0 })
            return [.. Schemas.Select((schema, i) => SchemaJson.Read(schema, $"schemas[{i}]", location))];
        if (version > 1)
            throw Missing("schemas", location);
        return [SchemaJson.Read(Schema ?? throw Missing("schema", location), "schema", location)];
    }

    /// <summary>Version 1 writers may name the schema in force by repeating it in <c>schema</c>.</summary>
    private int OldCurrentSchemaId(int version, IReadOnlyList<TableSchema> schemas, string location)
    {
        if (version > 1 || Schema is not { } json)
            throw Missing("current-schema-id", location);
        var schema = SchemaJson.Read(json, "schema", location);
        var same = schemas.FirstOrDefault(other => other.Fields.Equals(schema.Fields));
        return same?.SchemaId ?? throw IcebergException.BrokenProperty(location, "schema", "is not among 'schemas'.");
    }

    private IReadOnlyList<PartitionSpec> ReadSpecs(int version, string location)
    {
        if (PartitionSpecs is { Count: > 0 })
            return [.. PartitionSpecs.Select((spec, i) => spec.ToSpec($"partition-specs[{i}]", location))];
        if (version > 1)
            throw Missing("partition-specs", location);
        var fields = PartitionSpec ?? throw Missing("partition-spec", location);
        return [new PartitionSpec { SpecId = 0, Fields = PartitionSpecDocument.ToFields(fields, "partition-spec", location) }];
    }

    private IReadOnlyList<SortOrder> ReadOrders(int version, string location)
    {
        if (SortOrders is { Count: > 0 })
            return [.. SortOrders.Select((order, i) => order.ToOrder($"sort-orders[{i}]", location))];
        return version == 1 ? [SortOrder.Unsorted] : throw Missing("sort-orders", location);
    }

    /// <summary>Writers before references had only a current snapshot, which is main's.</summary>
    private Dictionary<string, SnapshotRef> ReadRefs(long? current, string location)
    {
        var refs = (Refs ?? new Dictionary<string, SnapshotRefDocument>())
            .ToDictionary(named => named.Key, named => named.Value.ToRef($"refs.{named.Key}", location), StringComparer.Ordinal);
        if (current is { } id)
            refs.TryAdd(SnapshotRef.Main, new SnapshotRef.Branch(id));
        return refs;
    }

    private static IReadOnlyList<StatisticsFile> ReadFiles(IReadOnlyList<JsonElement>? files, string path, string location) =>
        [.. (files ?? []).Select((file, i) => ReadFile(new JsonPlace(file, $"{path}[{i}]", location)))];

    internal static StatisticsFile ReadFile(JsonPlace place) => new(place.Required("snapshot-id").Long(), Compact(place.Value));

    internal static EncryptionKey ReadKey(JsonPlace place) => new(place.Required("key-id").Text(), Compact(place.Value));

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, MetadataJson.Context.JsonElement);

    private static int HighestFieldId(IReadOnlyList<PartitionSpec> specs) =>
        specs.SelectMany(spec => spec.Fields).Select(field => field.FieldId).DefaultIfEmpty(NoPartitionFieldId).Max();

    private static IcebergException Missing(string property, string location) => IcebergException.BrokenProperty(location, property, "is missing.");

    private static IcebergException Unreadable(int version, string location) =>
        new(IcebergFault.Unsupported, $"{location}: property 'format-version' is {version}; versions 1, 2 and 3 can be read.", location) { Property = "format-version" };
}
