using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Maintenance;
using Tarn.Storage;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>A lake with its catalog and engine, and what writes to it and keeps it up.</summary>
internal sealed class MaintenanceScene : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("tarn-maintenance-").FullName;

    private readonly bool _isGuest;

    private MaintenanceScene(IObjectStore store, LakeCatalog catalog, IdSource ids, LakeEngine? engine = null)
    {
        (Catalog, Ids, _isGuest) = (catalog, ids, engine is not null);
        Engine = engine ?? LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_scratch, "t"), Threads = 2 });
        Connection = Engine.Connect();
        Tables = new LakeTables(new TableFiles(store));
        Writer = new TableWriter(Engine, Tables, Ids);
        Editor = new RowEditor(Engine, Tables, Writer);
    }

    public LakeCatalog Catalog { get; }

    public IdSource Ids { get; }

    public LakeEngine Engine { get; }

    public LakeTables Tables { get; }

    public TableWriter Writer { get; }

    public RowEditor Editor { get; }

    public DuckDbConnection Connection { get; }

    public MaintenanceParts Parts => new() { Catalog = Catalog, Tables = Tables, Engine = () => Engine, Ids = Ids };

    public static async Task<MaintenanceScene> OpenAsync(IObjectStore store, TimeProvider time, int seed = 7)
    {
        var ids = IdSource.Seeded(seed, time);
        return new MaintenanceScene(store, await LakeCatalog.InitializeAsync(store, ids), ids);
    }

    /// <summary>The same lake as another process sees it, which remembers nothing; the engine is shared, to spare its start.</summary>
    public async Task<MaintenanceScene> BesideAsync(IObjectStore store, int seed)
    {
        var ids = IdSource.Seeded(seed, Ids.Time);
        return new MaintenanceScene(store, await LakeCatalog.OpenAsync(store, ids), ids, Engine);
    }

    public async Task<TableEntry.Table?> FindAsync(string table, string at = "main") =>
        await (await Catalog.TreeAtAsync(at)).FindAsync(TableName.Parse(table)) as TableEntry.Table;

    public async Task<TableMetadata> MetadataAsync(string table, string at = "main") => await Tables.MetadataAsync((await FindAsync(table, at))!, default);

    /// <summary>Appends rows and commits them.</summary>
    public async Task AppendAsync(string table, string select, TableLayout? layout = null, string branch = "main", WriteMode? mode = null)
    {
        var before = await FindAsync(table, branch);
        await CommitAsync(table, before, await WrittenAsync(table, before, select, layout, mode), branch);
    }

    public async Task<TableEntry.Table> WrittenAsync(string table, TableEntry.Table? before, string select, TableLayout? layout = null, WriteMode? mode = null) =>
        (await Writer.WriteAsync(
            Connection,
            new TableWriteRequest { Table = TableName.Parse(table), Current = before, Select = select, Layout = layout ?? new TableLayout(), Mode = mode ?? new WriteMode.Append() },
            TestContext.Current.CancellationToken)).Entry;

    /// <summary>Puts rows in the place of those with the same id; the entry is not committed.</summary>
    public async Task<TableEntry.Table> MergedAsync(string table, TableEntry.Table before, string rows)
    {
        Connection.Execute($"create or replace temp table new_rows as {rows}");
        return await EditedAsync(table, before, new RowEdit.Merge("temp.main.new_rows", ["id"]));
    }

    /// <summary>Edits rows; the entry is not committed.</summary>
    public async Task<TableEntry.Table> EditedAsync(string table, TableEntry.Table before, RowEdit edit) =>
        (await Editor.WriteAsync(Connection, new TableWriteRequest { Table = TableName.Parse(table), Current = before, Select = "" }, edit, TestContext.Current.CancellationToken)).Table.Entry;

    public async Task MergeAsync(string table, string rows, string branch = "main")
    {
        var before = (await FindAsync(table, branch))!;
        await CommitAsync(table, before, await MergedAsync(table, before, rows), branch);
    }

    /// <summary>Deletes ids by equality, as streaming engines do; the entry is not committed.</summary>
    public async Task<TableEntry.Table> WithoutAsync(TableEntry.Table before, IEnumerable<int> ids)
    {
        var metadata = await Tables.MetadataAsync(before, default);
        var keys = ids.ToList();
        var path = Path.Combine(_scratch, $"{Ids.NextHex(12)}.parquet");
        Connection.Execute($"copy (select unnest([{string.Join(", ", keys)}])::integer as id) to '{path}' (format parquet, field_ids {{id: {metadata.CurrentSchema.Fields.Single(f => f.Name == "id").Id}}})");
        var location = $"{metadata.Location}/data/{Path.GetFileName(path)}";
        var bytes = new FileInfo(path).Length;
        await Tables.Files.CreateFromFileAsync(location, path);
        var deletes = new DataFile
        {
            Path = location,
            Content = FileContent.EqualityDeletes,
            EqualityIds = [metadata.CurrentSchema.Fields.Single(f => f.Name == "id").Id],
            SpecId = metadata.DefaultSpecId,
            RecordCount = keys.Count,
            FileBytes = bytes,
        };
        var intent = new SnapshotIntent { SnapshotId = Ids.NextSnapshotId(), TimestampMs = metadata.LastUpdatedMs, CommitUuid = Ids.NextUuid() };
        var commit = await OverwriteFiles.PrepareAsync(Tables.Files, metadata, intent, new FileScope.Locations([]), [deletes]);
        return await Writer.SaveAsync(before, MetadataChange.Apply(metadata, commit.Updates, intent.TimestampMs, before.MetadataLocation), default);
    }

    public Task<CatalogCommit> CommitAsync(string table, TableEntry? before, TableEntry? after, string branch = "main") => Catalog.CommitAsync(new CommitRequest
    {
        Branch = BranchName.Parse(branch),
        Author = "test",
        Message = $"write {table}",
        Changes = [new TableWrite(TableName.Parse(table), before, after)],
    });

    public Task<MaintenanceReport> MaintainAsync(MaintenanceRequest request) => new LakeMaintenance(Parts, request, new Progress<MaintenanceEvent>()).RunAsync(TestContext.Current.CancellationToken);

    public async Task<CompactionReport?> CompactAsync(CompactionRule? rule = null) =>
        (await MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact], Compaction = rule ?? new CompactionRule() })).Compactions!.SingleOrDefault();

    public async Task<IReadOnlyList<ScanFile>> FilesAsync(string table) => (await Tables.PlanAsync(await MetadataAsync(table), default)).Files;

    /// <summary>What a query over a table, called <c>t</c>, gives, a row a text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string table, string query = "select * from t order by all", string at = "main", bool lineage = false) =>
        await RowsAsync((await FindAsync(table, at))!, query, lineage);

    public async Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry, string query = "select * from t order by all", bool lineage = false)
    {
        using var select = await new TableReader(Engine, Tables).SelectAsync(Connection, new TableRead(entry) { WithLineage = lineage }, default);
        using var result = Connection.Query($"with t as ({select.Sql}) {query}");
        return [.. result.Rows().Select(row => string.Join('|', row))];
    }

    public void Dispose()
    {
        Connection.Dispose();
        if (!_isGuest)
            Engine.Dispose();
        Directory.Delete(_scratch, recursive: true);
    }
}
