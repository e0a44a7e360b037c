using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Storage;

namespace Tarn.Iceberg.Merges;

/// <summary>
/// Brings what one side of a table did since an ancestor to the other side. Data files stay where they are: the target names those that the source added and
/// names those no more that it removed. The source's snapshots become one.
/// </summary>
public static class TableMerge
{
    /// <summary>How the sides go together. Reads manifests, writes nothing. Statistics do not count.</summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="ancestor">The table where the sides parted.</param>
    /// <param name="source">The side whose changes are made again.</param>
    /// <param name="target">The side they are made on.</param>
    /// <param name="mode">What for.</param>
    /// <param name="cancel">Stops before the next file is read.</param>
    public static async Task<TableMergePlan> PlanAsync(
        TableFiles files, TableMetadata ancestor, TableMetadata source, TableMetadata target, MergeMode mode, CancellationToken cancel = default)
    {
        if (LayoutUnion.Problem(ancestor, source, target) is { } problem)
            return new TableMergePlan.Refused([problem], []);
        try
        {
            var ours = await FileChanges.ReadAsync(files, ancestor, source, cancel).ConfigureAwait(false);
            var theirs = await FileChanges.ReadAsync(files, ancestor, target, cancel).ConfigureAwait(false);
            return Plan(ancestor, new TableSide(ancestor, source, SameChanges.Without(ours, theirs), mode), new TableSide(ancestor, target, theirs), mode);
        }
        catch (ObjectNotFoundException e)
        {
            return new TableMergePlan.Refused([$"A snapshot that is needed has expired: {e.Location} is gone"], []);
        }
    }

    /// <summary>Writes manifests and manifest lists of a plan, and says what to commit on the target.</summary>
    /// <param name="files">Where the table lies.</param>
    /// <param name="target">The target it was planned for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="intents">Snapshots to make, on main: as many as are asked for.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    public static async Task<TableCommit> PrepareAsync(
        TableFiles files, TableMetadata target, TableMergePlan.Ready plan, Func<SnapshotIntent> intents, CancellationToken cancel = default)
    {
        var updates = new List<TableUpdate>(plan.Updates);
        var written = new List<string>();
        var evolved = MetadataChange.Apply(target, plan.Updates, target.LastUpdatedMs);
        foreach (var step in plan.Steps)
        {
            var commit = await CommitAsync(files, evolved, step, Told(intents(), plan, step), cancel).ConfigureAwait(false);
            evolved = MetadataChange.Apply(evolved, commit.Updates, target.LastUpdatedMs);
            updates.AddRange(commit.Updates);
            written.AddRange(commit.WrittenFiles);
        }
        return new TableCommit { Requirements = Requirements(target), Updates = updates, WrittenFiles = written };
    }

    private static TableMergePlan Plan(TableMetadata ancestor, TableSide source, TableSide target, MergeMode mode)
    {
        var (updates, reasons) = MetadataUnion.Make(ancestor, source.Metadata, target.Metadata, source.FieldIdsOfFiles(), mode);
        List<MergeObstacle> obstacles = [.. FileConflicts.Of(source, target, ancestor, mode), .. reasons.Select(reason => new MergeObstacle(reason))];
        if (mode is MergeMode.Undo && updates.Any(update => update is TableUpdate.SetCurrentSchema) && target.Files.Added.Any(entry => entry.File.Content is FileContent.Data))
            obstacles.Add(new MergeObstacle("It changed columns, and rows were written with them since"));
        if (obstacles.Count > 0)
            return new TableMergePlan.Refused([.. obstacles.Select(one => one.Reason)], Partitions(obstacles, source, target));
        return new TableMergePlan.Ready
        {
            Updates = updates,
            Steps = new MergeSteps(ancestor, source, target.Metadata, mode).Plan(),
            Told = MergeSummary.Of(source, mode),
        };
    }

    private static IReadOnlyList<string> Partitions(IReadOnlyList<MergeObstacle> obstacles, TableSide source, TableSide target) =>
        [.. obstacles.SelectMany(one => one.Files).Select(file => PathOf(file, source.Metadata, target.Metadata)).Where(path => path.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string PathOf(DataFile file, TableMetadata source, TableMetadata target)
    {
        var owner = source.PartitionSpecs.Any(spec => spec.SpecId == file.SpecId) ? source : target;
        var spec = owner.Spec(file.SpecId);
        var columns = owner.Schemas.Reverse().Prepend(owner.CurrentSchema).ToList();
        var types = spec.Fields.Select(field => columns.Select(schema => SchemaFields.ById(schema, field.SourceId)?.Type).FirstOrDefault(type => type is not null) ?? new IcebergType.String()).ToList();
        return PartitionPath.Of(spec, types, file.Partition);
    }

    private static Task<TableCommit> CommitAsync(TableFiles files, TableMetadata metadata, MergeStep step, SnapshotIntent intent, CancellationToken cancel)
    {
        var data = step.Removed.Where(entry => entry.File.Content is FileContent.Data).Select(entry => entry.File.Path);
        var deletes = step.Removed.Where(entry => entry.File.Content is not FileContent.Data).Select(entry => entry.File);
        FileScope? scope = step.Removed.Count == 0 ? null : new FileScope.Rewritten([.. data], [.. deletes]);
        return new SnapshotProducer(files, metadata, intent).PrepareEntriesAsync(step.Operation, step.Added, scope, cancel);
    }

    private static SnapshotIntent Told(SnapshotIntent intent, TableMergePlan.Ready plan, MergeStep step)
    {
        if (!ReferenceEquals(step, plan.Steps[^1]))
            return intent;
        var told = plan.Told.Concat(intent.Properties).GroupBy(entry => entry.Key).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
        return intent with { Properties = told };
    }

    private static IReadOnlyList<TableRequirement> Requirements(TableMetadata target) =>
    [
        new TableRequirement.AssertTableUuid(target.TableUuid),
        new TableRequirement.AssertRefSnapshotId(SnapshotRef.Main, target.CurrentSnapshotId),
        new TableRequirement.AssertCurrentSchemaId(target.CurrentSchemaId),
        new TableRequirement.AssertLastAssignedFieldId(target.LastColumnId),
    ];
}
