using System.Collections.Concurrent;
using Tarn.Catalog;
using Tarn.Iceberg;
using Tarn.Iceberg.Expressions;
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
    private const int FolderCharactersMax = 128;
    private const long DeletedBytesMax = 256_000_000;
    private readonly ConcurrentDictionary<string, TableMetadata> _metadata = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _dataFiles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TableFiles> _outside = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeletedRows> _deletedRows = new(StringComparer.Ordinal);

    /// <summary>Where the lake's own files lie.</summary>
    public TableFiles Files { get; } = files;

    /// <summary>Where a table's files lie: those of the lake, and for a table that was imported those outside that it names.</summary>
    public TableFiles FilesFor(TableMetadata metadata) =>
        metadata.Properties.TryGetValue(OutsideFiles.Property, out var outside) ? _outside.GetOrAdd(outside, _ => Files.Reading(OutsideFiles.Of(metadata))) : Files;

    /// <summary>The columns of data files by their footers.</summary>
    internal FileSchemas FileSchemas { get; } = new();

    /// <summary>True for a table that lies where the lake makes its tables: whoever wrote to it gave field ids, as every writer of Iceberg does.</summary>
    internal bool IsOwn(TableMetadata metadata) =>
        !metadata.Properties.ContainsKey(OutsideFiles.Property) && Files.PlaceOf(metadata.Location).StartsWith(Files.PlaceOf(Files.LocationOf("tables")) + "/", StringComparison.Ordinal);

    /// <summary>A table's metadata.</summary>
    public async Task<TableMetadata> MetadataAsync(TableEntry.Table entry, CancellationToken cancel)
    {
        if (_metadata.TryGetValue(entry.MetadataLocation, out var known))
            return known;
        var bytes = await Files.ReadAsync(entry.MetadataLocation, cancel);
        return Remember(entry.MetadataLocation, MetadataFile.Read(bytes, entry.MetadataLocation));
    }

    /// <summary>A new table's place: of its own, so that a table that is dropped and made again shares no file with the first.</summary>
    /// <remarks>The folders are named for people to find: what a key may not have is '_' in them, and long names are cut.</remarks>
    public string NewLocation(TableName table, Guid uuid) => Files.LocationOf($"tables/{FolderOf(table.Namespace)}/{FolderOf(table.Name)}-{uuid.ToString("N")[..8]}");

    /// <summary>The entry of a metadata file in the lake's store that somebody else wrote. One of version 1 may have no id; then it gets one.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported: it is no table metadata that can be read.</exception>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    /// <exception cref="LocationOutsideException">It lies outside of the store.</exception>
    public async Task<(TableEntry.Table Entry, TableMetadata Metadata)> RegisteredAsync(string location, IdSource ids, CancellationToken cancel)
    {
        var metadata = MetadataFile.Read(await Files.ReadAsync(location, cancel), location);
        var uuid = metadata.TableUuid == Guid.Empty ? ids.NextUuid() : metadata.TableUuid;
        return (new TableEntry.Table { MetadataLocation = location, Uuid = uuid.ToString("D") }, metadata);
    }

    /// <summary>Writes a table's metadata beside that before it; the entry that names it. Nothing sees it until that is committed.</summary>
    /// <param name="current">The table as it is; null for a new one.</param>
    /// <param name="metadata">What it becomes.</param>
    /// <param name="id">A part of the file's name that no other file has.</param>
    /// <param name="cancel">Stops before the file is written.</param>
    public async Task<TableEntry.Table> SaveAsync(TableEntry.Table? current, TableMetadata metadata, Guid id, CancellationToken cancel = default)
    {
        var version = current is null ? 0 : (MetadataFile.VersionOf(current.MetadataLocation) ?? 0) + 1;
        var location = $"{metadata.Location.TrimEnd('/')}/metadata/{MetadataFile.NameOf(version, id)}";
        await Files.CreateAsync(location, MetadataFile.Write(metadata), cancel);
        Remember(location, metadata);
        return new TableEntry.Table { MetadataLocation = location, Uuid = metadata.TableUuid.ToString("D") };
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

    /// <summary>Remembers the deleted rows of a version, which saves reading them again. Those who hold them already keep them when they are forgotten.</summary>
    internal void Remember(string metadataLocation, DeletedRows deleted)
    {
        if (_deletedRows.Count >= CachedMax || _deletedRows.Values.Sum(rows => rows.Bytes) + deleted.Bytes > DeletedBytesMax)
            _deletedRows.Clear();
        _deletedRows[metadataLocation] = deleted;
    }

    /// <summary>The data files of a version that this process wrote; null when not remembered.</summary>
    internal IReadOnlyList<string>? DataFilesOf(string metadataLocation) => _dataFiles.GetValueOrDefault(metadataLocation);

    /// <summary>The deleted rows of a version; null when not remembered.</summary>
    internal DeletedRows? DeletedRowsOf(string metadataLocation) => _deletedRows.GetValueOrDefault(metadataLocation);

    /// <summary>The live files of the current snapshot with their deletes; none when nothing was written.</summary>
    /// <exception cref="IcebergException">Unsupported: a data file is not Parquet.</exception>
    internal Task<ScanPlan> PlanAsync(TableMetadata metadata, CancellationToken cancel) => PlanAsync(TableVersion.Current(metadata), cancel);

    /// <summary>The live files of a version with their deletes; none when it has no snapshot.</summary>
    /// <exception cref="IcebergException">Unsupported: a data file is not Parquet.</exception>
    internal async Task<ScanPlan> PlanAsync(TableVersion version, CancellationToken cancel, Expression? wanted = null)
    {
        var request = ScanRequest.Of(version.Metadata, version.Snapshot) with { Schema = version.Schema, Filter = wanted ?? new Expression.True() };
        var plan = await TableScan.PlanAsync(FilesFor(version.Metadata), request, cancel);
        foreach (var file in plan.Files)
            DeleteFiles.RequireParquet(file.File);
        return plan;
    }

    /// <summary>The live files of the current snapshot; none when nothing was written.</summary>
    /// <exception cref="TarnException">
    /// Invalid: the table has deletes, so that its files hold more rows than it does, or files whose columns are not found by field id alone.
    /// </exception>
    public async Task<IReadOnlyList<ScanFile>> FilesOfAsync(TableMetadata metadata, CancellationToken cancel)
    {
        var plan = await PlanAsync(metadata, cancel);
        if (plan.Files.Any(new FooterNeed(metadata, metadata.CurrentSchema).Of))
            throw new TarnException(FailureKind.Invalid, new Problem(
                "table.footers", "The table has files whose columns are found by names, defaults or partitions, which Tarn does when it reads, not when it writes files anew.", metadata.Location, "Replace the whole table."));
        return plan.HasDeletes
            ? throw new TarnException(FailureKind.Invalid, new Problem(
                "table.deletes", "The table has row deletes, which Tarn applies when it reads, not when it writes files anew.", metadata.Location, "Compact it with the engine that wrote it, or replace the whole table."))
            : plan.Files;
    }

    /// <summary>The SELECT that reads a table without deletes as it is now.</summary>
    /// <exception cref="TarnException">Invalid: the table has deletes, see <see cref="TableReader"/>.</exception>
    public async Task<string> ReadSqlAsync(TableEntry.Table entry, CancellationToken cancel)
    {
        var metadata = await MetadataAsync(entry, cancel);
        var locations = DataFilesOf(entry.MetadataLocation) ?? [.. (await FilesOfAsync(metadata, cancel)).Select(f => f.File.Path)];
        return ReadSql.Of(metadata.CurrentSchema, await LocalPathsAsync(metadata, locations, cancel));
    }

    private static string FolderOf(string name) =>
        new([.. name.Take(FolderCharactersMax).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_')]);

    /// <summary>Where files of a table lie on this machine, in their order.</summary>
    internal async Task<IReadOnlyList<string>> LocalPathsAsync(TableMetadata metadata, IEnumerable<string> locations, CancellationToken cancel)
    {
        var own = FilesFor(metadata);
        var paths = new List<string>();
        foreach (var location in locations)
            paths.Add(await own.LocalPathAsync(location, cancel));
        return paths;
    }
}
