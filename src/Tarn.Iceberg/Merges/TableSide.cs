using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Merges;

/// <summary>What one side of a merge did to a table's rows since the ancestor, by what its snapshots say of themselves.</summary>
internal sealed class TableSide
{
    private const string Append = "append";
    private const string Replace = "replace";
    private const string Overwrite = "overwrite";
    private const string Delete = "delete";
    private readonly IReadOnlyList<Snapshot>? _since;
    private readonly bool _isGlobal;

    /// <summary>Where no chain of snapshots leads from the ancestor to the side, as after a rollback, whatever differs is a change.</summary>
    /// <param name="ancestor">The table where the sides parted.</param>
    /// <param name="side">The table as the side has it.</param>
    /// <param name="files">How their files differ, without what the other side did alike.</param>
    /// <param name="mode">Whatever a source undoes is a change of exactly the rows that differ.</param>
    public TableSide(TableMetadata ancestor, TableMetadata side, FileChanges files, MergeMode mode = MergeMode.Join)
    {
        (Metadata, Files, _since) = (side, files, mode is MergeMode.Join ? Since(ancestor, side) : null);
        foreach (var entry in files.Added)
            SetOf(KindOf(entry))?.Add(entry.File);
        foreach (var entry in KeepsAllRows ? [] : files.Removed)
            Changed.Add(entry.File);
        _isGlobal = files.Added.Any(entry => KindOf(entry) is Overwrite && IsGlobal(entry.File));
        Changed.Everything = _isGlobal || (mode is MergeMode.Join && !files.IsEmpty && !files.KeepsData && MayReplaceTheTable);
    }

    /// <summary>The table as the side has it.</summary>
    public TableMetadata Metadata { get; }

    /// <summary>How its files differ from the ancestor's.</summary>
    public FileChanges Files { get; }

    /// <summary>Partitions that got rows by appends.</summary>
    public PartitionSet Appended { get; } = new();

    /// <summary>Partitions whose rows were replaced or deleted.</summary>
    public PartitionSet Changed { get; } = new();

    /// <summary>True when it only appended, and wrote files anew with the same rows.</summary>
    public bool KeepsAllRows => _since is not null && _since.All(one => one.Operation is Append or Replace);

    /// <summary>The last snapshot; null when there is none since the ancestor.</summary>
    public Snapshot? Last => _since is [.., var last] ? last : null;

    /// <summary>True when one of its snapshots may stand for the whole table: what it left is what there should be.</summary>
    public bool MayReplaceTheTable => _since is null || _since.Any(one => one.Operation is not (Append or Replace) && !ReplacesPartitions(one));

    /// <summary>
    /// Whether its changes may go beside rows that were appended to the same partitions meanwhile, as the table's isolation levels say; never where it was written in
    /// place of the whole table. What only deleted all that there was does not stand for rows that came.
    /// </summary>
    public bool MayMissAppends(TableMetadata table) =>
        _since is not null && !_isGlobal && (!Changed.Everything || _since.All(one => one.Operation is Append or Replace or Delete || ReplacesPartitions(one)))
        && _since.SelectMany(Levels).All(level => table.Properties.GetValueOrDefault(level) == TableProperties.SnapshotIsolation);

    /// <summary>The commands that changed rows; none when one of its snapshots does not tell.</summary>
    public IReadOnlyList<string> Commands()
    {
        var told = (_since ?? []).Where(one => one.Operation is not (Append or Replace)).Select(one => RowCommands.In(one.Summary)).ToList();
        return told.All(commands => commands.Count > 0) ? [.. told.SelectMany(commands => commands).Distinct(StringComparer.Ordinal)] : [];
    }

    /// <summary>What a snapshot with some of its changes says of itself.</summary>
    public string OperationOf(IReadOnlyList<ManifestEntry> added, IReadOnlyList<ManifestEntry> removed)
    {
        if (removed.Count == 0 && added.All(entry => KindOf(entry) is Append && entry.File.Content is FileContent.Data))
            return Append;
        if (_since is not null && _since.All(one => one.Operation is Replace))
            return Replace;
        var deletes = added.Count > 0 || removed.Any(entry => entry.File.Content is FileContent.Data);
        return deletes && added.All(entry => entry.File.Content is not FileContent.Data) ? Delete : Overwrite;
    }

    /// <summary>Field ids that the data files it added may hold.</summary>
    public IReadOnlySet<int> FieldIdsOfFiles()
    {
        var schemas = Files.Added.Where(entry => entry.File.Content is FileContent.Data).Select(entry => SnapshotOf(entry)?.SchemaId).Distinct().ToList();
        return Metadata.Schemas.Where(schema => schemas.Contains(schema.SchemaId) || schemas.Contains(null))
            .SelectMany(SchemaFields.All).Select(found => found.Field.Id).ToHashSet();
    }

    /// <summary>The snapshot that added a file; null when it is gone.</summary>
    public Snapshot? SnapshotOf(ManifestEntry entry) => Metadata.FindSnapshot(entry.SnapshotId ?? -1);

    /// <summary>append, replace or overwrite. A file that was written anew may hold rows of whatever came before it.</summary>
    public string KindOf(ManifestEntry entry) => _since?.FirstOrDefault(one => one.SnapshotId == entry.SnapshotId)?.Operation switch
    {
        Append => Append,
        Replace when !KeepsAllRows => Overwrite,
        Replace => _since.Any(one => one.Operation is Append) ? Append : Replace,
        _ => Overwrite,
    };

    /// <summary>The levels that must allow a snapshot: those of its commands, and where it does not tell them of all that it may be.</summary>
    private static IEnumerable<string> Levels(Snapshot one)
    {
        if (one.Operation is Append or Replace)
            return [];
        if (RowCommands.In(one.Summary) is { Count: > 0 } commands)
            return commands.Select(RowCommands.LevelOf);
        IReadOnlyList<string> changes = [TableProperties.UpdateIsolation, TableProperties.MergeIsolation];
        return one.Operation is Delete ? [TableProperties.DeleteIsolation] : ReplacesPartitions(one) ? changes : [TableProperties.DeleteIsolation, .. changes];
    }

    private static bool ReplacesPartitions(Snapshot one) => one.Summary.GetValueOrDefault("replace-partitions") == "true";

    private PartitionSet? SetOf(string kind) => kind switch
    {
        Append => Appended,
        Replace => null,
        _ => Changed,
    };

    /// <summary>Deletes by equality of an unpartitioned spec concern rows of every partition.</summary>
    private bool IsGlobal(DataFile file) => file.Content is FileContent.EqualityDeletes && Metadata.Spec(file.SpecId).IsUnpartitioned;

    /// <summary>The side's snapshots after the ancestor's, the oldest first; null when they do not reach back to it.</summary>
    private static List<Snapshot>? Since(TableMetadata ancestor, TableMetadata side)
    {
        if (side.CurrentSnapshotId is not { } head)
            return ancestor.CurrentSnapshotId is null ? [] : null;
        var since = side.Ancestors(head).TakeWhile(snapshot => snapshot.SnapshotId != ancestor.CurrentSnapshotId).Reverse().ToList();
        var root = since.Count == 0 ? ancestor.CurrentSnapshotId : since[0].ParentSnapshotId;
        return root == ancestor.CurrentSnapshotId ? since : null;
    }
}
