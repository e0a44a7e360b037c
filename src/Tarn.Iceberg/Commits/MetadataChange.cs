using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Commits;

/// <summary>Applies updates to table metadata as a value, by the rules of the spec and of Java's builder.</summary>
public static class MetadataChange
{
    private const int VersionsMaxDefault = 100;
    private const long ClockSkewMs = 60_000;

    /// <summary>The metadata after the updates, each seeing those before it; the same when there are none.</summary>
    /// <param name="metadata">The table as it is.</param>
    /// <param name="updates">What changes.</param>
    /// <param name="nowMs">The time now. <c>last-updated-ms</c> never goes back, should the clock.</param>
    /// <param name="previousMetadataLocation">Where <paramref name="metadata"/> lies, for the log, which names a file once; null logs nothing.</param>
    /// <exception cref="IcebergException">
    /// Invalid: an update contradicts the table. Conflict: a snapshot was made for an older state of the table.
    /// </exception>
    public static TableMetadata Apply(
        TableMetadata metadata, IReadOnlyList<TableUpdate> updates, long nowMs, string? previousMetadataLocation = null)
    {
        if (updates.Count == 0)
            return metadata;
        var changed = Fold(metadata with { LastUpdatedMs = Math.Max(nowMs, metadata.LastUpdatedMs) }, updates);
        return previousMetadataLocation is null
            ? changed
            : changed with { MetadataLog = Log(changed, new MetadataLogEntry(metadata.LastUpdatedMs, previousMetadataLocation)) };
    }

    /// <summary>The metadata of a new table made of updates alone, as a REST client that stages a table sends them.</summary>
    /// <exception cref="IcebergException">Invalid: they do not make a table.</exception>
    public static TableMetadata Create(IReadOnlyList<TableUpdate> updates, long nowMs)
    {
        var nothing = new TableMetadata
        {
            FormatVersion = 2,
            TableUuid = Guid.Empty,
            Location = "",
            LastUpdatedMs = nowMs,
            LastColumnId = 0,
            Schemas = [],
            CurrentSchemaId = -1,
            PartitionSpecs = [],
            DefaultSpecId = -1,
            LastPartitionId = 999,
            SortOrders = [],
            DefaultSortOrderId = -1,
        };
        return Fold(nothing, updates);
    }

    private static TableMetadata Fold(TableMetadata metadata, IReadOnlyList<TableUpdate> updates)
    {
        var draft = new MetadataDraft(metadata);
        foreach (var update in updates)
            draft.Apply(update);
        var changed = draft.Metadata with { SnapshotLog = draft.SnapshotLog() };
        Check(changed);
        return changed;
    }

    private static void Check(TableMetadata metadata)
    {
        var missing = new (bool Absent, string What)[]
        {
            (metadata.Location.Length == 0, "a location"),
            (metadata.TableUuid == Guid.Empty && metadata.FormatVersion > 1, "a UUID"),
            (metadata.Schemas.Count == 0 || metadata.CurrentSchemaId < 0, "a current schema"),
            (metadata.PartitionSpecs.Count == 0 || metadata.DefaultSpecId < 0, "a default partition spec"),
            (metadata.SortOrders.Count == 0 || metadata.DefaultSortOrderId < 0, "a default sort order"),
        }.Where(part => part.Absent).Select(part => $"it has not {part.What}.").ToList();
        if (missing.Count > 0)
            throw IcebergException.Invalid("The table cannot be so", missing);
        List<string> problems =
        [
            .. PartitionEvolution.Problems(metadata.DefaultSpec, metadata.CurrentSchema),
            .. MetadataRules.Problems(metadata.DefaultSortOrder, metadata.CurrentSchema),
            .. LogProblems(metadata.SnapshotLog),
        ];
        if (problems.Count > 0)
            throw IcebergException.Invalid($"{metadata.Location} cannot be so", problems);
    }

    /// <summary>Java refuses to read a log that goes back by more than a minute, so it is not written.</summary>
    private static IEnumerable<string> LogProblems(IReadOnlyList<SnapshotLogEntry> log) =>
        log.Zip(log.Skip(1))
            .Where(pair => pair.Second.TimestampMs < pair.First.TimestampMs - ClockSkewMs)
            .Select(pair => $"snapshot {pair.Second.SnapshotId} of {pair.Second.TimestampMs} ms follows one of {pair.First.TimestampMs} ms in the log.");

    private static List<MetadataLogEntry> Log(TableMetadata metadata, MetadataLogEntry previous)
    {
        if (metadata.MetadataLog is [.., var last] && last.MetadataFile == previous.MetadataFile)
            return [.. metadata.MetadataLog];
        var most = (int)Math.Clamp(TableProperties.Number(metadata, TableProperties.PreviousVersionsMax, VersionsMaxDefault), 1, int.MaxValue);
        return [.. metadata.MetadataLog.Append(previous).TakeLast(most)];
    }
}
