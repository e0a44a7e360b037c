using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;

namespace Tarn.Engine;

/// <summary>
/// Makes the SELECT that reads a table. Files without deletes are read as they lie, those with deletes by position through bitmaps, and those with
/// equality deletes through an anti join besides.
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
        if (tables.DataFilesOf(entry.MetadataLocation) is { } known)
            return await PlainAsync(metadata, known, cancel);
        if (tables.DeletedRowsOf(entry.MetadataLocation) is { } read)
            return await WithoutAsync(metadata, read, cancel);
        var plan = await tables.PlanAsync(metadata, cancel);
        if (!plan.HasDeletes)
            return await PlainAsync(metadata, plan.Files.Select(f => f.File.Path), cancel);
        var deleted = await ReadDeletesAsync(connection, plan, cancel);
        tables.Remember(entry.MetadataLocation, deleted);
        return await WithoutAsync(metadata, deleted, cancel);
    }

    private async Task<TableSelect> PlainAsync(TableMetadata metadata, IEnumerable<string> locations, CancellationToken cancel) =>
        new(ReadSql.Of(metadata.CurrentSchema, await tables.LocalPathsAsync(locations, cancel)), []);

    private async Task<DeletedRows> ReadDeletesAsync(DuckDbConnection connection, ScanPlan plan, CancellationToken cancel)
    {
        var equality = plan.Files.SelectMany(f => f.Deletes).Select(d => d.File).Where(d => d.Content is FileContent.EqualityDeletes)
            .DistinctBy(d => d.Path, StringComparer.Ordinal).ToList();
        if (equality.Count > 0)
            DeleteFiles.CheckFieldIds(connection, equality, await DeleteFiles.LocalPathsAsync(tables.Files, equality, cancel), file => file.EqualityIds ?? []);
        return new DeletedRows(plan, await new PositionDeletes(tables.Files, connection).ReadAsync(plan, cancel));
    }

    private async Task<TableSelect> WithoutAsync(TableMetadata metadata, DeletedRows deleted, CancellationToken cancel)
    {
        var byPositionOnly = deleted.Plan.Files.ToLookup(file => file.Deletes.All(d => d.File.Content is FileContent.PositionDeletes));
        var byPosition = byPositionOnly[true].ToLookup(file => deleted.ByFile.ContainsKey(file.File.Path));
        List<string> parts = [];
        List<LiveRowsLease> leases = [];
        if (byPosition[false].Any())
            parts.Add((await PlainAsync(metadata, byPosition[false].Select(f => f.File.Path), cancel)).Sql);
        foreach (var files in new[] { byPosition[true], byPositionOnly[false] }.Select(files => files.ToList()).Where(files => files.Count > 0))
        {
            var scan = await EqualityAsync(metadata, files, await ScanAsync(metadata, files, cancel), cancel);
            var lease = LeaseOf(files, deleted);
            leases.AddRange(lease is null ? [] : [lease]);
            parts.Add(LiveSql.Of(scan with { IsLive = lease?.Sql }));
        }
        return new TableSelect(string.Join("\nunion all\n", parts), leases);
    }

    private async Task<LiveScan> ScanAsync(TableMetadata metadata, IReadOnlyList<ScanFile> files, CancellationToken cancel) =>
        new() { Schema = metadata.CurrentSchema, Files = await tables.LocalPathsAsync(files.Select(f => f.File.Path), cancel) };

    private LiveRowsLease? LeaseOf(IReadOnlyList<ScanFile> files, DeletedRows deleted)
    {
        RowPositions?[] rows = [.. files.Select(file => deleted.ByFile.GetValueOrDefault(file.File.Path))];
        return rows.All(found => found is null) ? null : engine.Lend(rows);
    }

    private async Task<LiveScan> EqualityAsync(TableMetadata metadata, IReadOnlyList<ScanFile> files, LiveScan scan, CancellationToken cancel)
    {
        var deletes = EqualityDeletes.Of(files, metadata.PartitionSpecs);
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
        return scan with { Sequences = [.. files.Select(f => f.SequenceNumber)], Scopes = deletes.Scopes, Equality = sets };
    }
}
