using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>Metadata while updates are applied: what was added last is remembered, for ids of -1.</summary>
internal sealed partial class MetadataDraft(TableMetadata metadata)
{
    private const int LatestVersion = 3;

    public TableMetadata Metadata { get; private set; } = metadata;

    public void Apply(TableUpdate update) => Metadata = update switch
    {
        TableUpdate.AssignUuid u => AssignUuid(u.Uuid),
        TableUpdate.UpgradeFormatVersion u => Upgrade(u.FormatVersion),
        TableUpdate.AddSchema u => AddSchema(u.Schema),
        TableUpdate.SetCurrentSchema u => SetCurrentSchema(u.SchemaId),
        TableUpdate.RemoveSchemas u => RemoveSchemas(u.SchemaIds),
        TableUpdate.AddSpec u => AddSpec(u.Spec),
        TableUpdate.SetDefaultSpec u => SetDefaultSpec(u.SpecId),
        TableUpdate.RemovePartitionSpecs u => RemoveSpecs(u.SpecIds),
        TableUpdate.AddSortOrder u => AddSortOrder(u.Order),
        TableUpdate.SetDefaultSortOrder u => SetDefaultSortOrder(u.SortOrderId),
        TableUpdate.AddSnapshot u => AddSnapshot(u.Snapshot),
        TableUpdate.SetSnapshotRef u => SetRef(u.Name, u.Ref),
        TableUpdate.RemoveSnapshots u => RemoveSnapshots([.. u.SnapshotIds]),
        TableUpdate.RemoveSnapshotRef u => RemoveRefs([u.Name]),
        TableUpdate.SetLocation u => Metadata with { Location = u.Location.TrimEnd('/') },
        TableUpdate.SetProperties u => Metadata with { Properties = With(Metadata.Properties, u.Updates) },
        TableUpdate.RemoveProperties u => Metadata with { Properties = Without(Metadata.Properties, u.Removals) },
        TableUpdate.SetStatistics u => Metadata with { Statistics = Set(Metadata.Statistics, u.File) },
        TableUpdate.RemoveStatistics u => Metadata with { Statistics = Without(Metadata.Statistics, [u.SnapshotId]) },
        TableUpdate.SetPartitionStatistics u => Metadata with { PartitionStatistics = Set(Metadata.PartitionStatistics, u.File) },
        TableUpdate.RemovePartitionStatistics u => Metadata with { PartitionStatistics = Without(Metadata.PartitionStatistics, [u.SnapshotId]) },
        TableUpdate.AddEncryptionKey u => AddKey(u.Key),
        TableUpdate.RemoveEncryptionKey u => Metadata with { EncryptionKeys = [.. Metadata.EncryptionKeys.Where(key => key.KeyId != u.KeyId)] },
        _ => throw Refuse($"{update.GetType().Name} is not known"),
    };

    private TableMetadata AssignUuid(Guid uuid) => Metadata.TableUuid == Guid.Empty || Metadata.TableUuid == uuid
        ? Metadata with { TableUuid = uuid }
        : throw Refuse($"the table has the UUID {Metadata.TableUuid}, which cannot become {uuid}");

    private TableMetadata Upgrade(int version)
    {
        if (version < Metadata.FormatVersion)
            throw Refuse($"the table is of version {Metadata.FormatVersion}, which cannot go back to {version}");
        if (version > LatestVersion)
            throw Refuse($"version {version} is not known");
        return Metadata with { FormatVersion = version, NextRowId = version >= 3 ? Metadata.NextRowId ?? 0 : null };
    }

    private TableMetadata AddKey(EncryptionKey key) => Metadata.EncryptionKeys.Any(other => other.KeyId == key.KeyId)
        ? Metadata
        : Metadata with { EncryptionKeys = [.. Metadata.EncryptionKeys, key] };

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> entries, IEnumerable<KeyValuePair<string, T>> updates)
    {
        var result = new Dictionary<string, T>(entries, StringComparer.Ordinal);
        foreach (var (key, value) in updates)
            result[key] = value;
        return result;
    }

    private static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> entries, IReadOnlyList<string> removals) =>
        new(entries.Where(entry => !removals.Contains(entry.Key)), StringComparer.Ordinal);

    private static List<StatisticsFile> Set(IReadOnlyList<StatisticsFile> files, StatisticsFile file) => [.. Without(files, [file.SnapshotId]), file];

    private static List<StatisticsFile> Without(IReadOnlyList<StatisticsFile> files, HashSet<long> snapshotIds) =>
        [.. files.Where(file => !snapshotIds.Contains(file.SnapshotId))];

    private IcebergException Refuse(string why) => new(IcebergFault.Invalid, $"{Metadata.Location}: {why}.", Metadata.Location);
}
