using System.Text.Json;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <content>From the domain.</content>
internal sealed partial record TableUpdateDocument
{
    public static TableUpdateDocument Of(TableUpdate update) => update switch
    {
        TableUpdate.AssignUuid u => new() { Action = "assign-uuid", Uuid = u.Uuid.ToString("D") },
        TableUpdate.UpgradeFormatVersion u => new() { Action = "upgrade-format-version", FormatVersion = u.FormatVersion },
        TableUpdate.AddSchema u => new() { Action = "add-schema", Schema = SchemaJson.ToElement(u.Schema) },
        TableUpdate.SetCurrentSchema u => new() { Action = "set-current-schema", SchemaId = u.SchemaId },
        TableUpdate.AddSpec u => new() { Action = "add-spec", Spec = PartitionSpecDocument.Of(u.Spec) },
        TableUpdate.SetDefaultSpec u => new() { Action = "set-default-spec", SpecId = u.SpecId },
        TableUpdate.AddSortOrder u => new() { Action = "add-sort-order", SortOrder = SortOrderDocument.Of(u.Order) },
        TableUpdate.SetDefaultSortOrder u => new() { Action = "set-default-sort-order", SortOrderId = u.SortOrderId },
        TableUpdate.RemoveSchemas u => new() { Action = "remove-schemas", SchemaIds = u.SchemaIds },
        TableUpdate.RemovePartitionSpecs u => new() { Action = "remove-partition-specs", SpecIds = u.SpecIds },
        TableUpdate.SetLocation u => new() { Action = "set-location", Location = u.Location },
        TableUpdate.SetProperties u => new() { Action = "set-properties", Updates = u.Updates },
        TableUpdate.RemoveProperties u => new() { Action = "remove-properties", Removals = u.Removals },
        _ => OfSnapshotUpdate(update),
    };

    private static TableUpdateDocument OfSnapshotUpdate(TableUpdate update) => update switch
    {
        TableUpdate.AddSnapshot u => new() { Action = "add-snapshot", Snapshot = SnapshotDocument.Of(u.Snapshot) },
        TableUpdate.SetSnapshotRef u => OfRef(u.Name, SnapshotRefDocument.Of(u.Ref)),
        TableUpdate.RemoveSnapshots u => new() { Action = "remove-snapshots", SnapshotIds = u.SnapshotIds },
        TableUpdate.RemoveSnapshotRef u => new() { Action = "remove-snapshot-ref", RefName = u.Name },
        TableUpdate.SetStatistics u => new() { Action = "set-statistics", Statistics = JsonElement.Parse(u.File.Json) },
        TableUpdate.RemoveStatistics u => new() { Action = "remove-statistics", SnapshotId = u.SnapshotId },
        TableUpdate.SetPartitionStatistics u => new() { Action = "set-partition-statistics", PartitionStatistics = JsonElement.Parse(u.File.Json) },
        TableUpdate.RemovePartitionStatistics u => new() { Action = "remove-partition-statistics", SnapshotId = u.SnapshotId },
        TableUpdate.AddEncryptionKey u => new() { Action = "add-encryption-key", EncryptionKey = JsonElement.Parse(u.Key.Json) },
        TableUpdate.RemoveEncryptionKey u => new() { Action = "remove-encryption-key", KeyId = u.KeyId },
        _ => throw new IcebergException(IcebergFault.Invalid, $"{update.GetType().Name} is not known."),
    };

    private static TableUpdateDocument OfRef(string name, SnapshotRefDocument named) => new()
    {
        Action = "set-snapshot-ref",
        RefName = name,
        Type = named.Type,
        SnapshotId = named.SnapshotId,
        MinSnapshotsToKeep = named.MinSnapshotsToKeep,
        MaxSnapshotAgeMs = named.MaxSnapshotAgeMs,
        MaxRefAgeMs = named.MaxRefAgeMs,
    };
}
