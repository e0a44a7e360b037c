using System.Text.Json;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <content>To the domain.</content>
internal sealed partial record TableUpdateDocument
{
    public TableUpdate ToUpdate(string path, string location)
    {
        var at = new Place(path, location);
        return Action switch
        {
            "assign-uuid" => new TableUpdate.AssignUuid(at.Uuid(Uuid, "uuid")),
            "upgrade-format-version" => new TableUpdate.UpgradeFormatVersion(at.Value(FormatVersion, "format-version")),
            "add-schema" => new TableUpdate.AddSchema(SchemaJson.Read(at.Value(Schema, "schema"), path + ".schema", location)),
            "set-current-schema" => new TableUpdate.SetCurrentSchema(at.Value(SchemaId, "schema-id")),
            "add-spec" => new TableUpdate.AddSpec(at.Object(Spec, "spec").ToUnbound(path + ".spec", location)),
            "set-default-spec" => new TableUpdate.SetDefaultSpec(at.Value(SpecId, "spec-id")),
            "add-sort-order" => new TableUpdate.AddSortOrder(at.Object(SortOrder, "sort-order").ToOrder(path + ".sort-order", location)),
            "set-default-sort-order" => new TableUpdate.SetDefaultSortOrder(at.Value(SortOrderId, "sort-order-id")),
            "remove-schemas" => new TableUpdate.RemoveSchemas(at.Object(SchemaIds, "schema-ids")),
            "remove-partition-specs" => new TableUpdate.RemovePartitionSpecs(at.Object(SpecIds, "spec-ids")),
            "set-location" => new TableUpdate.SetLocation(at.Object(Location, "location")),
            "set-properties" => new TableUpdate.SetProperties(at.Object(Updates, "updates")),
            "remove-properties" => new TableUpdate.RemoveProperties(at.Object(Removals, "removals")),
            _ => ToSnapshotUpdate(at),
        };
    }

    private TableUpdate ToSnapshotUpdate(Place at) => Action switch
    {
        "add-snapshot" => new TableUpdate.AddSnapshot(at.Object(Snapshot, "snapshot").ToSnapshot(at.Path + ".snapshot", at.Location)),
        "set-snapshot-ref" => new TableUpdate.SetSnapshotRef(at.Object(RefName, "ref-name"), ToRef(at)),
        "remove-snapshots" => new TableUpdate.RemoveSnapshots(at.Object(SnapshotIds, "snapshot-ids")),
        "remove-snapshot-ref" => new TableUpdate.RemoveSnapshotRef(at.Object(RefName, "ref-name")),
        "set-statistics" => new TableUpdate.SetStatistics(at.File(Statistics, "statistics")),
        "remove-statistics" => new TableUpdate.RemoveStatistics(at.Value(SnapshotId, "snapshot-id")),
        "set-partition-statistics" => new TableUpdate.SetPartitionStatistics(at.File(PartitionStatistics, "partition-statistics")),
        "remove-partition-statistics" => new TableUpdate.RemovePartitionStatistics(at.Value(SnapshotId, "snapshot-id")),
        "add-encryption-key" => new TableUpdate.AddEncryptionKey(MetadataDocument.ReadKey(at.Json(EncryptionKey, "encryption-key"))),
        "remove-encryption-key" => new TableUpdate.RemoveEncryptionKey(at.Object(KeyId, "key-id")),
        null => throw at.Missing("action"),
        _ => throw IcebergException.BrokenProperty(at.Location, at.Path + ".action", $"is '{Action}', which is no update of a table."),
    };

    private SnapshotRef ToRef(Place at) => new SnapshotRefDocument
    {
        SnapshotId = SnapshotId,
        Type = Type,
        MinSnapshotsToKeep = MinSnapshotsToKeep,
        MaxSnapshotAgeMs = MaxSnapshotAgeMs,
        MaxRefAgeMs = MaxRefAgeMs,
    }.ToRef(at.Path, at.Location);

    private readonly record struct Place(string Path, string Location)
    {
        public T Value<T>(T? value, string name)
            where T : struct => value ?? throw Missing(name);

        public T Object<T>(T? value, string name)
            where T : class => value ?? throw Missing(name);

        public JsonPlace Json(JsonElement? value, string name) => new(Value(value, name), $"{Path}.{name}", Location);

        public StatisticsFile File(JsonElement? value, string name) => MetadataDocument.ReadFile(Json(value, name));

        public Guid Uuid(string? text, string name) => Guid.TryParse(Object(text, name), out var uuid)
            ? uuid
            : throw IcebergException.BrokenProperty(Location, $"{Path}.{name}", $"is '{text}', which is no UUID.");

        public IcebergException Missing(string name) => IcebergException.BrokenProperty(Location, $"{Path}.{name}", "is missing.");
    }
}
