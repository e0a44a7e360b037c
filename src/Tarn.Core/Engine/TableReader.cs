using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// Makes the SELECT that reads a table. Files without deletes are read as they lie, those with deletes by position through bitmaps, and those with
/// equality deletes through an anti join besides; files whose columns the engine would not find by field id are read by what their footers have.
/// </summary>
public sealed class TableReader(LakeEngine engine, LakeTables tables)
{
    /// <summary>The SELECT for a table as it is now; to be kept until the last query with it is over.</summary>
    /// <param name="connection">A connection without an open result: files of deletes are read with it.</param>
    /// <param name="entry">The table.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<TableSelect> SelectAsync(DuckDbConnection connection, TableEntry.Table entry, CancellationToken cancel)
    {
        var metadata = await tables.MetadataAsync(entry, cancel);
        return tables.DataFilesOf(entry.MetadataLocation) is { } known && new FooterNeed(metadata, metadata.CurrentSchema) is { OfAll: false, OfSome: false }
            ? new TableSelect(ReadSql.Of(metadata.CurrentSchema, await tables.LocalPathsAsync(known, cancel)), [])
            : await SelectAsync(connection, new TableRead(entry), cancel);
    }

    /// <summary>The SELECT for a table, also at another version of it; to be kept until the last query with it is over.</summary>
    /// <param name="connection">A connection without an open result: files of deletes are read with it.</param>
    /// <param name="read">What to read.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <exception cref="Tarn.Iceberg.IcebergException">Invalid: there is no such version.</exception>
    public async Task<TableSelect> SelectAsync(DuckDbConnection connection, TableRead read, CancellationToken cancel)
    {
        var metadata = await tables.MetadataAsync(read.Entry, cancel);
        var version = read.Version is null ? TableVersion.Current(metadata) : TableVersion.At(metadata, read.Version);
        EngineType.Check(version.Schema, metadata.Location);
        var key = read.Version is null ? read.Entry.MetadataLocation : $"{read.Entry.MetadataLocation}@{version.Snapshot?.SnapshotId}";
        var rows = tables.DeletedRowsOf(key) ?? await PlanAsync(connection, version, key, cancel);
        var files = read.Only is { } only ? [.. rows.Plan.Files.Where(file => only.Contains(file.File.Path))] : rows.Plan.Files;
        var groups = await new FileGroups(tables, connection).OfAsync(metadata, version.Schema, files, cancel);
        var shown = read.WithLineage ? LineageSql.AddTo(version.Schema) : read.WithPlaces ? LineageSql.AddTo(version.Schema, LineageSql.Inner) : version.Schema;
        return await SelectAsync(version, shown, rows, groups, cancel);
    }

    /// <summary>The data files of a table as it is now with their deletes, those by position read.</summary>
    internal async Task<DeletedRows> RowsAsync(DuckDbConnection connection, TableEntry.Table entry, CancellationToken cancel) =>
        tables.DeletedRowsOf(entry.MetadataLocation)
        ?? await PlanAsync(connection, TableVersion.Current(await tables.MetadataAsync(entry, cancel)), entry.MetadataLocation, cancel);

    private async Task<DeletedRows> PlanAsync(DuckDbConnection connection, TableVersion version, string key, CancellationToken cancel)
    {
        var plan = await tables.PlanAsync(version, cancel);
        if (!plan.HasDeletes)
            return new DeletedRows(plan, new Dictionary<string, RowPositions>());
        var deleted = await ReadDeletesAsync(connection, plan, cancel);
        tables.Remember(key, deleted);
        return deleted;
    }

    private async Task<DeletedRows> ReadDeletesAsync(DuckDbConnection connection, ScanPlan plan, CancellationToken cancel)
    {
        var equality = plan.Files.SelectMany(f => f.Deletes).Select(d => d.File).Where(d => d.Content is FileContent.EqualityDeletes)
            .DistinctBy(d => d.Path, StringComparer.Ordinal).ToList();
        if (equality.Count > 0)
            DeleteFiles.CheckFieldIds(connection, equality, await DeleteFiles.LocalPathsAsync(tables.Files, equality, cancel), file => file.EqualityIds ?? []);
        return new DeletedRows(plan, await new PositionDeletes(tables.Files, connection).ReadAsync(plan, cancel));
    }

    private async Task<TableSelect> SelectAsync(TableVersion version, TableSchema shown, DeletedRows deleted, IReadOnlyList<FileGroup> groups, CancellationToken cancel)
    {
        List<string> parts = [];
        List<LiveRowsLease> leases = [];
        foreach (var group in groups.SelectMany(group => ByDeletes(group, deleted)))
        {
            var lease = LeaseOf(group.Files, deleted);
            leases.AddRange(lease is null ? [] : [lease]);
            parts.Add(await PartAsync(version, shown, group, lease?.Sql, cancel));
        }
        return new TableSelect(parts.Count == 0 ? ReadSql.Of(shown, []) : string.Join("\nunion all\n", parts), leases);
    }

    /// <summary>The files without deletes, those with deletes by position alone, and those with equality deletes.</summary>
    private static IEnumerable<FileGroup> ByDeletes(FileGroup group, DeletedRows deleted) => group.Files
        .GroupBy(file => file.Deletes.Any(d => d.File.Content is FileContent.EqualityDeletes) ? 2 : deleted.ByFile.ContainsKey(file.File.Path) ? 1 : 0)
        .OrderBy(same => same.Key)
        .Select(same => group with { Files = [.. same] });

    private async Task<string> PartAsync(TableVersion version, TableSchema shown, FileGroup group, string? isLive, CancellationToken cancel)
    {
        var metadata = version.Metadata;
        var withLineage = !ReferenceEquals(shown, version.Schema);
        var paths = await tables.LocalPathsAsync(group.Files.Select(f => f.File.Path), cancel);
        var deletes = EqualityDeletes.Of(group.Files, metadata.PartitionSpecs);
        if (group.Schema is null && isLive is null && deletes.Sets.Count == 0 && !withLineage)
            return ReadSql.Of(version.Schema, paths);
        var equality = await EqualityAsync(metadata, deletes, cancel);
        var compared = equality.SelectMany(set => set.Columns).Select(column => column.Top);
        var scan = FileScanSql.Of(metadata, [.. version.Schema.Fields.Concat(compared).Concat(withLineage ? LineageSql.InFiles : []).DistinctBy(field => field.Id)], group, paths);
        return LiveSql.Of(new LiveScan
        {
            Fields = shown.Fields,
            Data = withLineage ? LineageSql.AddTo(scan, metadata, group.Files) : scan,
            IsLive = isLive,
            Sequences = [.. group.Files.Select(f => f.SequenceNumber)],
            Scopes = deletes.Scopes,
            Equality = equality,
        });
    }

    private LiveRowsLease? LeaseOf(IReadOnlyList<ScanFile> files, DeletedRows deleted)
    {
        RowPositions?[] rows = [.. files.Select(file => deleted.ByFile.GetValueOrDefault(file.File.Path))];
        return rows.All(found => found is null) ? null : engine.Lend(rows);
    }

    private async Task<IReadOnlyList<EqualityScan>> EqualityAsync(TableMetadata metadata, EqualityDeletes deletes, CancellationToken cancel)
    {
        var sets = new List<EqualityScan>();
        foreach (var set in deletes.Sets)
        {
            sets.Add(new EqualityScan
            {
                Columns = [.. set.FieldIds.Select(id => EqualityColumn.Of(metadata, id, set.Files[0].File.Path))],
                Files = await DeleteFiles.LocalPathsAsync(tables.Files, set.Files.Select(d => d.File), cancel),
                Sequences = [.. set.Files.Select(d => d.SequenceNumber)],
                Scopes = set.IsGlobal ? [] : set.Scopes,
            });
        }
        return sets;
    }
}
