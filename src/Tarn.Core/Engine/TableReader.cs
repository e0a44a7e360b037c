using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Storage;

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
            ? new TableSelect(ReadSql.Of(metadata.CurrentSchema, await tables.LocalPathsAsync(metadata, known, cancel)), [])
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
        var rows = read.Rows ?? await PlanAsync(connection, version, key, read.Wanted, cancel);
        var files = read.Only is { } only ? [.. rows.Plan.Files.Where(file => only.Contains(file.File.Path))] : rows.Plan.Files;
        var compared = files.SelectMany(file => file.Deletes).Select(d => d.File).SelectMany(d => (d.EqualityIds ?? []).Select(id => (Id: id, d.Path))).DistinctBy(found => found.Id)
            .Select(found => EqualityColumn.Of(version, found.Id, found.Path).Top);
        var groups = await new FileGroups(tables, connection).OfAsync(metadata, With(version.Schema, compared), files, cancel);
        var shown = read.WithLineage ? LineageSql.AddTo(version.Schema) : read.WithPlaces ? LineageSql.AddTo(version.Schema, LineageSql.Inner) : version.Schema;
        return await SelectAsync(connection, version, shown, rows, groups, cancel);
    }

    /// <summary>The data files of a table as it is now with their deletes, those by position read.</summary>
    /// <param name="connection">A connection without an open result: files of deletes are read with it.</param>
    /// <param name="entry">The table.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <param name="wanted">Files that can hold no row of it may be left out; null wants all.</param>
    internal async Task<DeletedRows> RowsAsync(DuckDbConnection connection, TableEntry.Table entry, CancellationToken cancel, Expression? wanted = null) =>
        await PlanAsync(connection, TableVersion.Current(await tables.MetadataAsync(entry, cancel)), entry.MetadataLocation, wanted, cancel);

    private async Task<DeletedRows> PlanAsync(DuckDbConnection connection, TableVersion version, string key, Expression? wanted, CancellationToken cancel)
    {
        var known = tables.DeletedRowsOf(key);
        if (known is not null && wanted is null)
            return known;
        var plan = await tables.PlanAsync(version, cancel, wanted);
        if (known is not null || !plan.HasDeletes)
            return new DeletedRows(plan, known?.ByFile ?? new Dictionary<string, RowPositions>());
        var deleted = await ReadDeletesAsync(connection, tables.FilesFor(version.Metadata), plan, cancel);
        if (wanted is null)
            tables.Remember(key, deleted);
        return deleted;
    }

    private static async Task<DeletedRows> ReadDeletesAsync(DuckDbConnection connection, TableFiles files, ScanPlan plan, CancellationToken cancel)
    {
        var equality = plan.Files.SelectMany(f => f.Deletes).Select(d => d.File).Where(d => d.Content is FileContent.EqualityDeletes)
            .DistinctBy(d => d.Path, StringComparer.Ordinal).ToList();
        if (equality.Count > 0)
            DeleteFiles.CheckFieldIds(connection, equality, await DeleteFiles.LocalPathsAsync(files, equality, cancel), file => file.EqualityIds ?? []);
        return new DeletedRows(plan, await new PositionDeletes(files, connection).ReadAsync(plan, cancel));
    }

    private async Task<TableSelect> SelectAsync(
        DuckDbConnection connection, TableVersion version, TableSchema shown, DeletedRows deleted, IReadOnlyList<FileGroup> groups, CancellationToken cancel)
    {
        List<string> parts = [];
        List<LiveRowsLease> leases = [];
        foreach (var group in groups.SelectMany(group => ByDeletes(group, deleted)))
        {
            var lease = LeaseOf(group.Files, deleted);
            leases.AddRange(lease is null ? [] : [lease]);
            parts.Add(await PartAsync(connection, version, shown, group, lease is not null && deleted.ArePicked ? $"not {lease.Sql}" : lease?.Sql, cancel));
        }
        return new TableSelect(parts.Count == 0 ? ReadSql.Of(shown, []) : string.Join("\nunion all\n", parts), leases);
    }

    /// <summary>The files without deletes, those with deletes by position alone, and those with equality deletes.</summary>
    private static IEnumerable<FileGroup> ByDeletes(FileGroup group, DeletedRows deleted) => group.Files
        .GroupBy(file => file.Deletes.Any(d => d.File.Content is FileContent.EqualityDeletes) ? 2 : deleted.ByFile.ContainsKey(file.File.Path) ? 1 : 0)
        .OrderBy(same => same.Key)
        .Select(same => group with { Files = [.. same] });

    private async Task<string> PartAsync(DuckDbConnection connection, TableVersion version, TableSchema shown, FileGroup group, string? isLive, CancellationToken cancel)
    {
        var metadata = version.Metadata;
        var withLineage = !ReferenceEquals(shown, version.Schema);
        var paths = await tables.LocalPathsAsync(metadata, group.Files.Select(f => f.File.Path), cancel);
        var deletes = EqualityDeletes.Of(group.Files, metadata.PartitionSpecs);
        if (group.Schema is null && isLive is null && deletes.Sets.Count == 0 && !withLineage)
            return ReadSql.Of(version.Schema, paths);
        var equality = await EqualityAsync(connection, version, deletes, cancel);
        var compared = equality.SelectMany(set => set.Columns).Select(column => column.Top);
        var scan = FileScanSql.Of(metadata, With(version.Schema, compared.Concat(withLineage ? LineageSql.InFiles : [])).Fields, group, paths);
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

    private async Task<IReadOnlyList<EqualityScan>> EqualityAsync(DuckDbConnection connection, TableVersion version, EqualityDeletes deletes, CancellationToken cancel)
    {
        var sets = new List<EqualityScan>();
        foreach (var set in deletes.Sets)
        {
            var columns = set.FieldIds.Select(id => EqualityColumn.Of(version, id, set.Files[0].File.Path)).ToList();
            sets.Add(new EqualityScan { Columns = columns, Parts = await PartsAsync(connection, version.Metadata, set, columns, cancel), IsScoped = !set.IsGlobal });
        }
        return sets;
    }

    private async Task<IReadOnlyList<EqualityPart>> PartsAsync(
        DuckDbConnection connection, TableMetadata metadata, EqualityDeleteSet set, IReadOnlyList<EqualityColumn> columns, CancellationToken cancel)
    {
        var schema = With(metadata.CurrentSchema with { Fields = new FieldList([]) }, columns.Select(column => column.Top));
        var scopes = set.Files.Zip(set.Scopes).ToDictionary(d => d.First.File.Path, d => d.Second, StringComparer.Ordinal);
        var parts = new List<EqualityPart>();
        foreach (var group in await new FileGroups(tables, connection).OfAsync(metadata, schema, [.. set.Files.Select(d => new ScanFile(d.File, d.SequenceNumber, []))], cancel))
        {
            var paths = await DeleteFiles.LocalPathsAsync(tables.FilesFor(metadata), group.Files.Select(f => f.File), cancel);
            parts.Add(new EqualityPart(FileScanSql.Of(metadata, schema.Fields, group, paths), [.. group.Files.Select(f => f.SequenceNumber)], [.. group.Files.Select(f => scopes[f.File.Path])]));
        }
        return parts;
    }

    private static TableSchema With(TableSchema schema, IEnumerable<NestedField> fields) =>
        schema with { Fields = new FieldList(schema.Fields.Concat(fields).DistinctBy(field => field.Id)) };
}
