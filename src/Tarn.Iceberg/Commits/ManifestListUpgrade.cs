using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Storage;

namespace Tarn.Iceberg.Commits;

/// <summary>
/// Writes the manifest lists that version 2 demands for snapshots whose manifests the metadata itself lists, as version 1 allows (spec, "Snapshots"). The
/// manifests stay as they are; what a line counts is read from their entries, and their sequence number is 0.
/// </summary>
/// <param name="files">Where manifests are read and lists written.</param>
/// <param name="metadata">The table, of version 2 or 3 by now; lists go to its location.</param>
/// <param name="commitUuid">A part of the lists' names that no other file has.</param>
public sealed class ManifestListUpgrade(TableFiles files, TableMetadata metadata, Guid commitUuid)
{
    private readonly TableManifests _manifests = new(files, metadata);
    private readonly Dictionary<string, ManifestFile> _lines = new(StringComparer.Ordinal);

    /// <summary>
    /// The table with a list for each of its snapshots. A snapshot whose manifests cannot be read any more, and that no branch or tag names, is taken out.
    /// </summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported: a manifest, with its location.</exception>
    /// <exception cref="ObjectNotFoundException">A manifest of a branch or tag is missing.</exception>
    public async Task<TableMetadata> ApplyAsync(CancellationToken cancel = default)
    {
        var lists = new Dictionary<long, string>();
        var lost = new List<long>();
        foreach (var snapshot in metadata.Snapshots.Where(snapshot => snapshot.ManifestList is null).OrderBy(snapshot => snapshot.TimestampMs))
        {
            if (await WriteAsync(snapshot, cancel).ConfigureAwait(false) is { } list)
                lists[snapshot.SnapshotId] = list;
            else
                lost.Add(snapshot.SnapshotId);
        }
        var whole = lost.Count == 0 ? metadata : MetadataChange.Apply(metadata, [new TableUpdate.RemoveSnapshots(lost)], metadata.LastUpdatedMs);
        return whole with { Snapshots = [.. whole.Snapshots.Select(snapshot => lists.TryGetValue(snapshot.SnapshotId, out var list) ? snapshot with { ManifestList = list, Manifests = [] } : snapshot)] };
    }

    /// <summary>Where the list lies; null when the snapshot cannot be read and nobody names it.</summary>
    private async Task<string?> WriteAsync(Snapshot snapshot, CancellationToken cancel)
    {
        var lines = new List<ManifestFile>();
        try
        {
            foreach (var path in snapshot.Manifests)
                lines.Add(await LineAsync(path, snapshot, cancel).ConfigureAwait(false));
        }
        catch (Exception e) when (e is ObjectNotFoundException or LocationOutsideException && !IsNamed(snapshot))
        {
            return null;
        }
        var location = $"{metadata.Location}/metadata/snap-{snapshot.SnapshotId}-1-{commitUuid:D}.avro";
        var content = ManifestListWriter.Write(lines, snapshot.SnapshotId, snapshot.ParentSnapshotId, snapshot.SequenceNumber, metadata.FormatVersion);
        await files.CreateAsync(location, content, cancel).ConfigureAwait(false);
        return location;
    }

    private bool IsNamed(Snapshot snapshot) =>
        snapshot.SnapshotId == metadata.CurrentSnapshotId || metadata.Refs.Values.Any(named => named.SnapshotId == snapshot.SnapshotId);

    private async Task<ManifestFile> LineAsync(string path, Snapshot snapshot, CancellationToken cancel) => _lines.TryGetValue(path, out var known)
        ? known
        : _lines[path] = LineOf(await files.ReadAsync(path, cancel).ConfigureAwait(false), path, snapshot.SnapshotId);

    private ManifestFile LineOf(byte[] content, string path, long snapshotId)
    {
        var header = ManifestReader.ReadHeader(content, path);
        var spec = metadata.Spec(header.SpecId);
        var schema = _manifests.SchemaFor(spec);
        var line = new ManifestFile { Path = path, Bytes = content.Length, SpecId = header.SpecId, Deletes = header.Deletes, AddedSnapshotId = snapshotId };
        var (entries, totals) = (ManifestReader.Read(content, line, spec, schema), new ManifestTotals());
        foreach (var entry in entries)
            totals.Add(entry);
        return line with
        {
            AddedSnapshotId = entries.FirstOrDefault(entry => entry.Status is not EntryStatus.Existing)?.SnapshotId ?? snapshotId,
            AddedFiles = totals.Files(EntryStatus.Added),
            ExistingFiles = totals.Files(EntryStatus.Existing),
            DeletedFiles = totals.Files(EntryStatus.Deleted),
            AddedRows = totals.Rows(EntryStatus.Added),
            ExistingRows = totals.Rows(EntryStatus.Existing),
            DeletedRows = totals.Rows(EntryStatus.Deleted),
            Partitions = Summaries(entries, PartitionTypes.Of(spec, schema)),
        };
    }

    /// <summary>What the files hold in each field of the spec; null when one of them is made by a transform that is not known.</summary>
    private static IReadOnlyList<PartitionSummary>? Summaries(IReadOnlyList<ManifestEntry> entries, IReadOnlyList<IcebergType?> types)
    {
        if (types.Contains(null))
            return null;
        var summaries = types.Select(type => new PartitionSummaryBuilder(type!)).ToList();
        foreach (var entry in entries)
        {
            foreach (var (at, summary) in summaries.Index())
                summary.Add(entry.File.Partition[at]);
        }
        return [.. summaries.Select(summary => summary.Build())];
    }
}
