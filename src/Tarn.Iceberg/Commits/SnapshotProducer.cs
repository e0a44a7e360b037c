using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>Makes a snapshot of version 2 or 3 on a base: writes its manifests and its manifest list, and says what to commit.</summary>
internal sealed class SnapshotProducer
{
    /// <summary>More files than this make more than one new manifest.</summary>
    private const int EntriesPerManifest = 20_000;

    private readonly TableMetadata _metadata;
    private readonly SnapshotIntent _intent;
    private readonly TableManifests _manifests;
    private readonly SummaryBuilder _summary = new();
    private readonly Snapshot? _parent;

    public SnapshotProducer(TableFiles files, TableMetadata metadata, SnapshotIntent intent)
    {
        if (metadata.FormatVersion is not (2 or 3))
            throw IcebergException.Unsupported(metadata.Location, $"is of version {metadata.FormatVersion}; data is written to tables of the versions 2 and 3.");
        if (metadata.Refs.GetValueOrDefault(intent.Branch) is SnapshotRef.Tag)
            throw new IcebergException(IcebergFault.Invalid, $"'{intent.Branch}' is a tag of {metadata.Location}; snapshots are made on branches.", metadata.Location);
        (_metadata, _intent, _manifests) = (metadata, intent, new TableManifests(files, metadata));
        _parent = metadata.Refs.ContainsKey(intent.Branch) ? metadata.SnapshotOfRef(intent.Branch) : metadata.CurrentSnapshot;
    }

    /// <summary>Writes manifests and manifest list.</summary>
    /// <param name="operation">append, overwrite, replace or delete.</param>
    /// <param name="added">Files to add, written already.</param>
    /// <param name="scope">Which live files to remove; null for none.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    /// <param name="sequenceNumber">The data sequence number of the added data files; null for the snapshot's own.</param>
    public Task<TableCommit> PrepareAsync(
        string operation, IReadOnlyList<DataFile> added, FileScope? scope, CancellationToken cancel, long? sequenceNumber = null) =>
        PrepareEntriesAsync(operation, [.. added.Select(file => Entry(file, sequenceNumber))], scope, cancel);

    /// <summary>As above, for files of which some keep the data sequence number they have.</summary>
    public async Task<TableCommit> PrepareEntriesAsync(string operation, IReadOnlyList<ManifestEntry> entries, FileScope? scope, CancellationToken cancel)
    {
        var added = entries.Select(entry => entry.File).ToList();
        AddedFiles.Check(added, _metadata);
        var drafts = New(entries).ToList();
        var removal = new FileRemoval(scope, added, _metadata);
        foreach (var manifest in await _manifests.ListAsync(_parent, cancel).ConfigureAwait(false))
        {
            if (await CarryAsync(manifest, removal, cancel).ConfigureAwait(false) is { } draft)
                drafts.Add(draft);
        }
        removal.CheckAllFound(_metadata.Location);
        var merged = await new ManifestMerge(_metadata, _manifests).MergeAsync(drafts, cancel).ConfigureAwait(false);
        return Commit(operation, await WriteAsync(merged, cancel).ConfigureAwait(false));
    }

    /// <summary>Writes manifests anew as planned, and the manifest list; no file is added or removed.</summary>
    /// <param name="plan">Which of the parent's manifests are written anew.</param>
    /// <param name="cancel">Stops before the next file is read or written.</param>
    public async Task<TableCommit> PrepareAsync(ManifestPlan plan, CancellationToken cancel)
    {
        var drafts = new List<ManifestDraft>();
        foreach (var group in plan.Groups)
            drafts.AddRange(await new ManifestClustering(_metadata, _manifests).ClusterAsync(group, cancel).ConfigureAwait(false));
        var kept = (await _manifests.ListAsync(_parent, cancel).ConfigureAwait(false)).Where(line => !plan.Replaces(line)).ToList();
        var written = await WriteAsync([.. drafts, .. kept.Select(line => new ManifestDraft.Kept(line))], cancel).ConfigureAwait(false);
        _summary.Manifests(created: drafts.Count, kept.Count, replaced: plan.Groups.Sum(group => group.Manifests.Count), drafts.OfType<ManifestDraft.Fresh>().Sum(draft => draft.Entries.Count));
        return Commit("replace", written);
    }

    private static ManifestEntry Entry(DataFile file, long? sequenceNumber) =>
        new() { Status = EntryStatus.Added, File = file, SequenceNumber = file.Content is FileContent.Data ? sequenceNumber : null };

    private IEnumerable<ManifestDraft> New(IReadOnlyList<ManifestEntry> added)
    {
        foreach (var entry in added)
            _summary.Added(entry.File);
        return from entry in added
               group entry by (Deletes: entry.File.Content is not FileContent.Data, entry.File.SpecId) into same
               from chunk in same.Chunk(EntriesPerManifest)
               select new ManifestDraft.Fresh(same.Key.SpecId, same.Key.Deletes, chunk);
    }

    /// <summary>
    /// The manifest as it goes on: itself when nothing in it is removed, null when nothing in it is live. One whose counts an old writer
    /// left out is written anew, since version 2 demands them.
    /// </summary>
    private async Task<ManifestDraft?> CarryAsync(ManifestFile manifest, FileRemoval removal, CancellationToken cancel)
    {
        if (manifest is { AddedFiles: 0, ExistingFiles: 0 })
            return null;
        var counted = manifest is { AddedFiles: not null, ExistingFiles: not null, DeletedFiles: not null, AddedRows: not null, ExistingRows: not null, DeletedRows: not null };
        if (counted && !removal.MayTouch(manifest))
            return new ManifestDraft.Kept(manifest);
        var live = await _manifests.LiveAsync(manifest, cancel).ConfigureAwait(false);
        var entries = live.Select(entry => Carry(entry, removal)).ToList();
        if (entries.All(entry => entry.Status is EntryStatus.Existing) && counted)
            return new ManifestDraft.Kept(manifest);
        return entries.Count == 0 ? null : new ManifestDraft.Fresh(manifest.SpecId, manifest.Deletes, entries);
    }

    private ManifestEntry Carry(ManifestEntry entry, FileRemoval removal)
    {
        if (!removal.Takes(entry.File))
            return entry with { Status = EntryStatus.Existing };
        _summary.Removed(entry.File);
        return entry with { Status = EntryStatus.Deleted, SnapshotId = _intent.SnapshotId };
    }

    /// <summary>Where the manifest list lies, and how many row ids it gives.</summary>
    private async Task<(string List, long RowIds)> WriteAsync(IReadOnlyList<ManifestDraft> drafts, CancellationToken cancel)
    {
        var lines = new List<ManifestFile>();
        var next = 0;
        foreach (var draft in drafts)
        {
            if (draft is ManifestDraft.Fresh fresh)
            {
                var (line, number) = await _manifests.WriteAsync(fresh, _intent, next, cancel).ConfigureAwait(false);
                next = number + 1;
                lines.Add(line);
            }
            else
                lines.Add(((ManifestDraft.Kept)draft).Line);
        }
        var rowIds = _metadata.FormatVersion >= 3 ? GiveRowIds(lines) : 0;
        return (await _manifests.WriteListAsync(lines, _intent, _parent?.SnapshotId, cancel).ConfigureAwait(false), rowIds);
    }

    /// <summary>Manifests of data that have none yet get the ids of their rows, one behind the other (spec, "First Row ID Assignment").</summary>
    private long GiveRowIds(List<ManifestFile> lines)
    {
        var first = _metadata.NextRowId ?? 0;
        var next = first;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Deletes || lines[i].FirstRowId is not null)
                continue;
            lines[i] = lines[i] with { FirstRowId = next };
            next += (lines[i].AddedRows ?? 0) + (lines[i].ExistingRows ?? 0);
        }
        return next - first;
    }

    private TableCommit Commit(string operation, (string List, long RowIds) manifests)
    {
        var snapshot = new Snapshot
        {
            SnapshotId = _intent.SnapshotId,
            ParentSnapshotId = _parent?.SnapshotId,
            SequenceNumber = _metadata.LastSequenceNumber + 1,
            TimestampMs = Math.Max(_intent.TimestampMs, _metadata.LastUpdatedMs),
            ManifestList = manifests.List,
            Summary = _summary.Build(operation, _intent.Properties, _parent?.Summary),
            SchemaId = _metadata.CurrentSchemaId,
            FirstRowId = _metadata.FormatVersion >= 3 ? _metadata.NextRowId ?? 0 : null,
            AddedRows = _metadata.FormatVersion >= 3 ? manifests.RowIds : null,
        };
        var there = _metadata.Refs.GetValueOrDefault(_intent.Branch);
        var head = there is null ? new SnapshotRef.Branch(snapshot.SnapshotId) : there with { SnapshotId = snapshot.SnapshotId };
        return new TableCommit
        {
            Requirements =
            [
                new TableRequirement.AssertTableUuid(_metadata.TableUuid),
                new TableRequirement.AssertRefSnapshotId(_intent.Branch, there?.SnapshotId),
            ],
            Updates = [new TableUpdate.AddSnapshot(snapshot), new TableUpdate.SetSnapshotRef(_intent.Branch, head)],
            WrittenFiles = _manifests.Written,
        };
    }
}
