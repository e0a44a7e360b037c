using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>
/// Which snapshots of a table expire, and which of its branches and tags (spec, "Snapshot Retention Policy"). Pure. Main stays, and so does the snapshot
/// that any name that stays names.
/// </summary>
/// <param name="Snapshots">Ids of the snapshots, the oldest first.</param>
/// <param name="Refs">Names of branches and tags, in order.</param>
public sealed record ExpiryPlan(IReadOnlyList<long> Snapshots, IReadOnlyList<string> Refs)
{
    private const long MaxAgeMsDefault = 5L * 24 * 60 * 60 * 1000;

    /// <summary>True when nothing expires.</summary>
    public bool IsEmpty => Snapshots.Count == 0 && Refs.Count == 0;

    /// <summary>What to commit; empty when nothing expires.</summary>
    public IReadOnlyList<TableUpdate> Updates =>
        [.. Refs.Select(name => new TableUpdate.RemoveSnapshotRef(name)), .. Snapshots.Count == 0 ? [] : (TableUpdate[])[new TableUpdate.RemoveSnapshots(Snapshots)]];

    /// <summary>The plan for a table as it is.</summary>
    public static ExpiryPlan Make(TableMetadata metadata, ExpiryRule rule)
    {
        var gone = metadata.Refs.Where(named => IsOver(named.Key, named.Value, metadata, rule)).Select(named => named.Key).Order(StringComparer.Ordinal).ToList();
        var kept = metadata.Refs.Where(named => !gone.Contains(named.Key)).ToList();
        var retained = kept.SelectMany(named => Retained(named.Value, metadata, rule)).ToHashSet();
        if (metadata.CurrentSnapshotId is { } current)
            retained.Add(current);
        var referenced = kept.SelectMany(named => Led(named.Value, metadata)).ToHashSet();
        var expired = metadata.Snapshots.Where(snapshot => !retained.Contains(snapshot.SnapshotId)
            && (referenced.Contains(snapshot.SnapshotId) || snapshot.TimestampMs < OlderThan(metadata, rule)));
        return new ExpiryPlan([.. expired.OrderBy(snapshot => snapshot.TimestampMs).Select(snapshot => snapshot.SnapshotId)], gone);
    }

    private static bool IsOver(string name, SnapshotRef named, TableMetadata metadata, ExpiryRule rule)
    {
        if (name == SnapshotRef.Main)
            return false;
        var most = named switch
        {
            SnapshotRef.Branch { MaxRefAgeMs: { } age } => age,
            SnapshotRef.Tag { MaxRefAgeMs: { } age } => age,
            _ => TableProperties.Number(metadata, TableProperties.MaxRefAgeMs, long.MaxValue),
        };
        return metadata.FindSnapshot(named.SnapshotId) is not { } snapshot || rule.NowMs - snapshot.TimestampMs > most;
    }

    private static IEnumerable<long> Retained(SnapshotRef named, TableMetadata metadata, ExpiryRule rule)
    {
        if (named is not SnapshotRef.Branch branch)
            return [named.SnapshotId];
        var least = Math.Max(1, branch.MinSnapshotsToKeep ?? rule.Keep ?? TableProperties.Number(metadata, TableProperties.MinSnapshotsToKeep, 1));
        var since = branch.MaxSnapshotAgeMs is { } age ? rule.NowMs - age : OlderThan(metadata, rule);
        return metadata.Ancestors(branch.SnapshotId).Index()
            .TakeWhile(found => found.Index < least || found.Item.TimestampMs >= since).Select(found => found.Item.SnapshotId);
    }

    /// <summary>What a name leads to: a branch to all that it came from, a tag to one snapshot.</summary>
    private static IEnumerable<long> Led(SnapshotRef named, TableMetadata metadata) =>
        named is SnapshotRef.Branch ? metadata.Ancestors(named.SnapshotId).Select(snapshot => snapshot.SnapshotId) : [named.SnapshotId];

    private static long OlderThan(TableMetadata metadata, ExpiryRule rule) =>
        rule.OlderThanMs ?? rule.NowMs - TableProperties.Number(metadata, TableProperties.MaxSnapshotAgeMs, MaxAgeMsDefault);
}
