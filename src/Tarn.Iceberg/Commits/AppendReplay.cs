using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>
/// Makes the appends of one side again on the other, when two sides of a table moved on from one state: appends do not depend on what else
/// happened. The data files are the same; the source's snapshots become one.
/// </summary>
public static class AppendReplay
{
    /// <summary>
    /// The commit that brings the target what the source appended since the ancestor, with the columns it added and the properties it
    /// changed; or the reason why there is none. Branches, tags and statistics of the source do not count.
    /// </summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="ancestor">The table where the sides parted.</param>
    /// <param name="source">The side whose appends are made again.</param>
    /// <param name="target">The side they are made on.</param>
    /// <param name="intent">The snapshot to make, on main.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    public static async Task<ReplayResult> PrepareAsync(
        TableFiles files, TableMetadata ancestor, TableMetadata source, TableMetadata target, SnapshotIntent intent, CancellationToken cancel = default)
    {
        var (plan, reason) = ReplayPlan.Make(ancestor, source, target);
        if (plan is null)
            return new ReplayResult.Refused(reason!);
        if (plan.Snapshots.Count == 0)
            return new ReplayResult.Ready(WithoutSnapshot(plan, target));
        var added = await AddedAsync(files, source, plan.Snapshots, cancel).ConfigureAwait(false);
        var evolved = MetadataChange.Apply(target, plan.Updates, intent.TimestampMs);
        var told = new Dictionary<string, string>(intent.Properties, StringComparer.Ordinal) { ["source-snapshot-id"] = $"{plan.Snapshots[^1].SnapshotId}" };
        var append = await AppendFiles.PrepareAsync(files, evolved, intent with { Properties = told }, added, cancel).ConfigureAwait(false);
        return new ReplayResult.Ready(append with
        {
            Requirements = [.. append.Requirements, .. SchemaRequirements(target)],
            Updates = [.. plan.Updates, .. append.Updates],
        });
    }

    private static TableCommit WithoutSnapshot(ReplayPlan plan, TableMetadata target) => new()
    {
        Requirements = [new TableRequirement.AssertTableUuid(target.TableUuid), .. SchemaRequirements(target)],
        Updates = plan.Updates,
    };

    private static IEnumerable<TableRequirement> SchemaRequirements(TableMetadata target) =>
    [
        new TableRequirement.AssertCurrentSchemaId(target.CurrentSchemaId),
        new TableRequirement.AssertLastAssignedFieldId(target.LastColumnId),
    ];

    /// <summary>Since all of them are appends, their files are those live at the last whose entries one of them added.</summary>
    private static async Task<List<DataFile>> AddedAsync(
        TableFiles files, TableMetadata source, IReadOnlyList<Snapshot> snapshots, CancellationToken cancel)
    {
        var ids = snapshots.Select(snapshot => snapshot.SnapshotId).ToHashSet();
        var manifests = new TableManifests(files, source);
        var entries = new List<ManifestEntry>();
        foreach (var manifest in await manifests.ListAsync(snapshots[^1], cancel).ConfigureAwait(false))
        {
            if (ids.Contains(manifest.AddedSnapshotId))
                entries.AddRange((await manifests.LiveAsync(manifest, cancel).ConfigureAwait(false)).Where(entry => ids.Contains(entry.SnapshotId ?? -1)));
        }
        return [.. entries.OrderBy(entry => entry.SequenceNumber).Select(entry => entry.File)];
    }
}
