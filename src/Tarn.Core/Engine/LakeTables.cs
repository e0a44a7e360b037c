using System.Collections.Concurrent;
using Tarn.Catalog;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Views;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>The metadata of a lake's tables, which never changes once written, so that each file is read once. Safe for threads.</summary>
/// <param name="files">Where the tables' files lie.</param>
public sealed class LakeTables(TableFiles files)
{
    private const int CachedMax = 2_000;
    private readonly ConcurrentDictionary<string, TableMetadata> _metadata = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _dataFiles = new(StringComparer.Ordinal);

    /// <summary>Where the tables' files lie.</summary>
    public TableFiles Files { get; } = files;

    /// <summary>A table's metadata.</summary>
    public async Task<TableMetadata> MetadataAsync(TableEntry.Table entry, CancellationToken cancel)
    {
        if (_metadata.TryGetValue(entry.MetadataLocation, out var known))
            return known;
        var bytes = await Files.ReadAsync(entry.MetadataLocation, cancel);
        return Remember(entry.MetadataLocation, MetadataFile.Read(bytes, entry.MetadataLocation));
    }

    /// <summary>A view's metadata.</summary>
    public async Task<ViewMetadata> ViewAsync(TableEntry.View entry, CancellationToken cancel) =>
        ViewFile.Read(await Files.ReadAsync(entry.MetadataLocation, cancel), entry.MetadataLocation);

    /// <summary>Remembers metadata that this process has just written.</summary>
    public TableMetadata Remember(string location, TableMetadata metadata)
    {
        if (_metadata.Count >= CachedMax)
            _metadata.Clear();
        return _metadata[location] = metadata;
    }

    /// <summary>
    /// Remembers the locations of all data files of a version that this process has just written, which saves reading its manifests.
    /// </summary>
    public void RememberDataFiles(string metadataLocation, IReadOnlyList<string> locations)
    {
        if (_dataFiles.Count >= CachedMax)
            _dataFiles.Clear();
        _dataFiles[metadataLocation] = locations;
    }

    /// <summary>The live files of the current snapshot; none when nothing was written.</summary>
    /// <exception cref="TarnException">Invalid: the table has deletes, which this version does not apply.</exception>
    public async Task<IReadOnlyList<ScanFile>> FilesOfAsync(TableMetadata metadata, CancellationToken cancel)
    {
        if (metadata.CurrentSnapshot is not { } snapshot)
            return [];
        var plan = await TableScan.PlanAsync(Files, new ScanRequest
        {
            Schema = metadata.CurrentSchema,
            Specs = metadata.PartitionSpecs,
            ManifestList = snapshot.ManifestList,
            Manifests = snapshot.Manifests,
        }, cancel);
        return plan.HasDeletes
            ? throw new TarnException(FailureKind.Invalid, new Problem(
                "table.deletes", "The table has row deletes, which Tarn does not apply yet.", metadata.Location, "Compact it with the engine that wrote it."))
            : plan.Files;
    }

    /// <summary>The SELECT that reads a table as it is now.</summary>
    public async Task<string> ReadSqlAsync(TableEntry.Table entry, CancellationToken cancel)
    {
        var metadata = await MetadataAsync(entry, cancel);
        var locations = _dataFiles.GetValueOrDefault(entry.MetadataLocation) ?? [.. (await FilesOfAsync(metadata, cancel)).Select(f => f.File.Path)];
        return ReadSql.Of(metadata.CurrentSchema, await LocalPathsAsync(locations, cancel));
    }

    private async Task<IReadOnlyList<string>> LocalPathsAsync(IEnumerable<string> locations, CancellationToken cancel)
    {
        var paths = new List<string>();
        foreach (var location in locations)
            paths.Add(await Files.LocalPathAsync(location, cancel));
        return paths;
    }
}
