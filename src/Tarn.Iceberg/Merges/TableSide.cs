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
    private readonly IReadOnlyList<Snapshot>? _since;

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
        Changed.Everything = files.Added.Any(entry => KindOf(entry) is Overwrite && IsGlobal(entry.File)) || (mode is MergeMode.Join && !files.IsEmpty && !files.KeepsData && MayReplaceTheTable);
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
    public bool MayReplaceTheTable => _since is null || _since.Any(one => one.Operation is not (Append or Replace) && one.Summary.GetValueOrDefault("replace-partitions") != "true");

    /// <summary>
    /// Whether its changes may go beside rows that were appended to the same partitions meanwhile, as the table's isolation levels say; never where it stands for the
    /// whole table.
    /// </summary>
    public bool MayMissAppends(TableMetadata table) =>
        _since is not null && !Changed.Everything
        && Levels(_since).All(level => table.Properties.GetValueOrDefault(level) == TableProperties.SnapshotIsolation);

    /// <summary>What a snapshot with some of its changes says of itself.</summary>
    public string OperationOf(IReadOnlyList<ManifestEntry> added, bool removes)
    {
        if (!removes && added.All(entry => KindOf(entry) is Append && entry.File.Content is FileContent.Data))
            return Append;
        if (_since is not null && _since.All(one => one.Operation is Replace))
            return Replace;
        return added.Count == 0 ? "delete" : Overwrite;
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

    private static IEnumerable<string> Levels(IEnumerable<Snapshot> since) => since.Select(one => one.Operation).Distinct(StringComparer.Ordinal).SelectMany(kind => kind switch
    {
        Append or Replace => (IReadOnlyList<string>)[],
        "delete" => [TableProperties.DeleteIsolation],
        _ => [TableProperties.UpdateIsolation, TableProperties.MergeIsolation],
    });

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
