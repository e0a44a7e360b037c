using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Engine;

/// <summary>A lake in memory whose tables have true metadata and manifests; what rows a data file holds and a file of deletes takes away is remembered here.</summary>
internal sealed class ModelWorld : IDisposable
{
    private readonly MemoryObjectStore _store = new("lake");
    private readonly Dictionary<string, IReadOnlyList<ModelRow>> _rows = [];
    private readonly Dictionary<string, Func<ModelRow, bool>> _deletes = [];
    private int _files;

    private ModelWorld(int seed, int version) => (Ids, Version) = (IdSource.Seeded(seed, new FakeTime()), version);

    public LakeCatalog Catalog { get; private set; } = null!;

    public LakeTables Tables { get; private set; } = null!;

    public LakeReplay Replay { get; private set; } = null!;

    public bool HasRowIds => Version >= 3;

    private IdSource Ids { get; }

    private int Version { get; }

    public static async Task<ModelWorld> MakeAsync(int seed, int version)
    {
        var world = new ModelWorld(seed, version);
        world.Catalog = await LakeCatalog.InitializeAsync(world._store, world.Ids);
        world.Tables = new LakeTables(new TableFiles(world._store));
        world.Replay = new LakeReplay(world.Tables, world.Ids);
        return world;
    }

    public void Dispose() => _store.Dispose();

    public Task<TableEntry.Table> CreateAsync(string name)
    {
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([Column(1, "id"), Column(2, "part"), Column(3, "key")]) };
        var uuid = Ids.NextUuid();
        var metadata = TableMetadata.Create(
            new NewTable
            {
                TableUuid = uuid,
                Location = Tables.NewLocation(TableName.Parse(name), uuid),
                Schema = schema,
                Spec = PartitionEvolution.Create(schema, [new(new ColumnPath("part"), new Transform.Identity())]),
                FormatVersion = Version,
            },
            0);
        return Tables.SaveAsync(null, metadata, Ids.NextUuid());
    }

    public async Task<TableEntry.Table> AppendAsync(TableEntry.Table entry, IReadOnlyList<ModelRow> rows)
    {
        var table = await Tables.MetadataAsync(entry, default);
        return await SaveAsync(entry, table, await AppendFiles.PrepareAsync(Tables.Files, table, Intent(), Write(table, rows)));
    }

    public async Task<TableEntry.Table> ReplaceAsync(TableEntry.Table entry, IReadOnlyList<ModelRow> rows, bool whole)
    {
        var table = await Tables.MetadataAsync(entry, default);
        FileScope scope = whole ? new FileScope.WholeTable() : new FileScope.PartitionsOfAdded();
        return await SaveAsync(entry, table, await OverwriteFiles.PrepareAsync(Tables.Files, table, Intent(), scope, Write(table, rows)));
    }

    /// <summary>Files of a partition, their deletes applied, become one; or none when no row is left, as <paramref name="gone"/> says.</summary>
    public async Task<TableEntry.Table> RewriteAsync(TableEntry.Table entry, int partition, Func<ModelRow, bool> gone, bool compacts)
    {
        var table = await Tables.MetadataAsync(entry, default);
        var old = (await PlanAsync(table)).Files.Where(file => Equals(file.File.Partition[0], partition)).ToList();
        if (old.Count == 0)
            return entry;
        var left = old.SelectMany(Live).Where(row => !gone(row)).ToList();
        var commit = await OverwriteFiles.PrepareAsync(Tables.Files, table, Intent(), new FileScope.Locations([.. old.Select(file => file.File.Path)]), Write(table, left));
        return await SaveAsync(entry, table, compacts ? AsReplacement(commit) : commit);
    }

    public async Task<TableEntry.Table> DeleteByKeyAsync(TableEntry.Table entry, int partition, int key)
    {
        var table = await Tables.MetadataAsync(entry, default);
        var file = NewFile(table, partition, 1) with { Content = FileContent.EqualityDeletes, EqualityIds = [3] };
        _deletes[file.Path] = row => row.Key == key;
        return await SaveAsync(entry, table, await OverwriteFiles.PrepareAsync(Tables.Files, table, Intent(), new FileScope.Locations([]), [file]));
    }

    /// <summary>Deletes rows of one file by position: a file of deletes in version 2, in version 3 a vector in place of the one before.</summary>
    public async Task<TableEntry.Table> DeleteByPositionAsync(TableEntry.Table entry, ModelRow row)
    {
        var table = await Tables.MetadataAsync(entry, default);
        var data = (await PlanAsync(table)).Files.First(file => Live(file).Contains(row));
        var before = data.Deletes.Where(delete => delete.IsVector).Select(delete => _deletes[delete.File.Path]).ToList();
        var file = NewFile(table, row.Partition, 1) with { Content = FileContent.PositionDeletes, ReferencedDataFile = data.File.Path };
        if (Version >= 3)
            file = file with { Format = "PUFFIN", ContentOffset = 4, ContentSizeBytes = 40 };
        _deletes[file.Path] = other => other.Id == row.Id || before.Any(rule => rule(other));
        FileScope scope = Version >= 3 ? new FileScope.Locations([]) { DeletesOf = [data.File.Path] } : new FileScope.Locations([]);
        return await SaveAsync(entry, table, await OverwriteFiles.PrepareAsync(Tables.Files, table, Intent(), scope, [file]));
    }

    public Task<TableEntry.Table> AddColumnAsync(TableEntry.Table entry, string name) => ChangeAsync(entry, table =>
    {
        var evolved = SchemaEvolution.Apply(table.CurrentSchema, table.LastColumnId, [new SchemaChange.Add(new ColumnPath(name), new IcebergType.String())]);
        return [new TableUpdate.AddSchema(evolved.Schema), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)];
    });

    public Task<TableEntry.Table> SetAsync(TableEntry.Table entry, string key, string value) =>
        ChangeAsync(entry, _ => [new TableUpdate.SetProperties(new Dictionary<string, string> { [key] = value })]);

    /// <summary>The table as whoever reads it sees it; fails when its metadata contradicts itself.</summary>
    public async Task<ModelTable> ReadAsync(TableEntry.Table entry)
    {
        var table = await Tables.MetadataAsync(entry, default);
        var plan = await PlanAsync(table);
        var live = plan.Files.SelectMany(Live).ToList();
        live.ShouldBeUnique();
        (table.CurrentSnapshot?.Summary.GetValueOrDefault("total-data-files") ?? "0").ShouldBe($"{plan.Files.Count}");
        if (Version >= 3)
            plan.Files.SelectMany(file => Enumerable.Range(0, (int)file.File.RecordCount).Select(i => file.File.FirstRowId!.Value + i)).ShouldBeUnique();
        return new ModelTable
        {
            Table = 0,
            State = 0,
            Rows = [.. live],
            Columns = [.. table.CurrentSchema.Fields.Select(field => field.Name).Where(name => name is not ("id" or "part" or "key"))],
            Properties = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(table.Properties),
        };
    }

    private static NestedField Column(int id, string name) => new() { Id = id, Name = name, Type = new IcebergType.Int() };

    private Task<ScanPlan> PlanAsync(TableMetadata table) => TableScan.PlanAsync(Tables.Files, ScanRequest.Of(table, table.CurrentSnapshot));

    private IEnumerable<ModelRow> Live(ScanFile file) => _rows[file.File.Path].Where(row => !file.Deletes.Any(delete => _deletes[delete.File.Path](row)));

    private List<DataFile> Write(TableMetadata table, IReadOnlyList<ModelRow> rows) => [.. rows.GroupBy(row => row.Partition).Select(group =>
    {
        var file = NewFile(table, group.Key, group.Count());
        _rows[file.Path] = [.. group];
        return file;
    })];

    private DataFile NewFile(TableMetadata table, int partition, int rows) =>
        new() { Path = $"{table.Location}/data/{++_files}.parquet", Partition = [partition], RecordCount = rows, FileBytes = 100 };

    private static TableCommit AsReplacement(TableCommit commit)
    {
        var snapshot = commit.Updates.OfType<TableUpdate.AddSnapshot>().Single().Snapshot;
        var summary = new Dictionary<string, string>(snapshot.Summary) { ["operation"] = "replace" };
        return commit with { Updates = [new TableUpdate.AddSnapshot(snapshot with { Summary = summary }), .. commit.Updates.Skip(1)] };
    }

    private async Task<TableEntry.Table> ChangeAsync(TableEntry.Table entry, Func<TableMetadata, IReadOnlyList<TableUpdate>> change)
    {
        var table = await Tables.MetadataAsync(entry, default);
        return await Tables.SaveAsync(entry, MetadataChange.Apply(table, change(table), 0, entry.MetadataLocation), Ids.NextUuid());
    }

    private Task<TableEntry.Table> SaveAsync(TableEntry.Table entry, TableMetadata table, TableCommit commit) =>
        Tables.SaveAsync(entry, MetadataChange.Apply(table, commit.Updates, 0, entry.MetadataLocation), Ids.NextUuid());

    private SnapshotIntent Intent() => new() { SnapshotId = Ids.NextSnapshotId(), TimestampMs = 0, CommitUuid = Ids.NextUuid() };
}
