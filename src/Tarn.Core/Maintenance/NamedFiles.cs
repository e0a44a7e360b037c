using Tarn.Engine;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;

namespace Tarn.Maintenance;

/// <summary>
/// The files that snapshots name: manifest lists, manifests, data, deletes, statistics. What lies in the lake's store is known by its key; of what lies
/// elsewhere the name is kept, so that a file of ours which somebody names by another spelling of its place is not taken for one that nobody names.
/// </summary>
/// <param name="tables">The lake's tables.</param>
internal sealed class NamedFiles(LakeTables tables)
{
    private readonly HashSet<string> _manifests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lists = new(StringComparer.Ordinal);

    /// <summary>Keys of the lake's store.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The last parts of locations outside it.</summary>
    public HashSet<string> NamesElsewhere { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a location as the catalog writes it.</summary>
    public void Add(string location) => Add(tables.Files, location);

    /// <summary>Adds what a snapshot names, and its statistics.</summary>
    /// <exception cref="Tarn.Iceberg.IcebergException">A manifest cannot be read.</exception>
    /// <exception cref="ObjectNotFoundException">A manifest is missing.</exception>
    public async Task AddAsync(TableMetadata table, Snapshot snapshot, CancellationToken cancel)
    {
        var files = tables.FilesFor(table);
        foreach (var location in table.Statistics.Concat(table.PartitionStatistics).Where(one => one.SnapshotId == snapshot.SnapshotId).Select(one => one.Path).OfType<string>())
            Add(files, location);
        var place = snapshot.ManifestList is { } list ? files.PlaceOf(list) : null;
        if (place is not null && _lists.Contains(place))
            return;
        if (snapshot.ManifestList is { } named)
            Add(files, named);
        foreach (var manifest in await SnapshotManifests.ReadAsync(files, snapshot, cancel))
            await AddOnceAsync(files, table, manifest, cancel);
        if (place is not null)
            _lists.Add(place);
    }

    /// <summary>What could not be read is not done: another commit may need it for sure, and must be told so.</summary>
    private async Task AddOnceAsync(TableFiles files, TableMetadata table, ManifestFile manifest, CancellationToken cancel)
    {
        var place = files.PlaceOf(manifest.Path);
        if (_manifests.Contains(place))
            return;
        await AddAsync(files, table, manifest, cancel);
        _manifests.Add(place);
    }

    private async Task AddAsync(TableFiles files, TableMetadata table, ManifestFile manifest, CancellationToken cancel)
    {
        Add(files, manifest.Path);
        if (manifest is { AddedFiles: 0, ExistingFiles: 0 })
            return;
        var content = await files.ReadAsync(manifest.Path, cancel);
        foreach (var entry in ManifestReader.Read(content, manifest, table.Spec(manifest.SpecId), table.CurrentSchema))
        {
            if (entry.Status is not EntryStatus.Deleted)
                Add(files, entry.File.Path);
        }
    }

    private void Add(TableFiles files, string location)
    {
        try
        {
            Keys.Add(files.KeyOf(location));
        }
        catch (Exception e) when (e is LocationOutsideException or ArgumentException)
        {
            NamesElsewhere.Add(location[(location.LastIndexOf('/') + 1)..]);
        }
    }
}
