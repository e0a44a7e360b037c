using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

/// <summary>A lake in a folder of its own whose tables are given delete files, as other engines would.</summary>
internal sealed class DeletesScene : IDisposable
{
    private static readonly TableName Name = TableName.Parse("silver.orders");
    private readonly IdSource _ids = IdSource.Seeded(7, TimeProvider.System);
    private int _files;

    public DeletesScene()
    {
        Engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(Folder, "staging", "t") });
        Tables = new LakeTables(new TableFiles(new LocalObjectStore(Folder)));
        Reader = new TableReader(Engine, Tables);
        Writer = new TableWriter(Engine, Tables, _ids);
        Connection = Engine.Connect();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tarn-deletes-").FullName;

    public LakeEngine Engine { get; }

    public LakeTables Tables { get; }

    public TableReader Reader { get; }

    public TableWriter Writer { get; }

    public DuckDbConnection Connection { get; }

    public async Task<TableEntry.Table> WriteAsync(TableEntry.Table? current, string select, WriteMode? mode = null) =>
        (await Writer.WriteAsync(
            Connection, new TableWriteRequest { Table = Name, Current = current, Select = select, Mode = mode ?? new WriteMode.Append() }, TestContext.Current.CancellationToken)).Entry;

    /// <summary>The locations of the data files, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> DataFilesAsync(TableEntry.Table entry) =>
        [.. (await Tables.PlanAsync(await Tables.MetadataAsync(entry, default), default)).Files.OrderBy(f => f.SequenceNumber).Select(f => f.File.Path)];

    /// <summary>A file of deletes: what the SELECT gives, with field ids as DuckDB writes them down.</summary>
    public DataFile DeleteFile(string select, string fieldIds, params int[] equalityIds)
    {
        var path = Path.Combine(Folder, $"delete-{_files++}.parquet");
        var rows = Connection.Execute($"copy ({select}) to '{path}' (format parquet{(fieldIds.Length == 0 ? "" : $", field_ids {{{fieldIds}}}")})");
        return new DataFile
        {
            Path = "file://" + path,
            Content = equalityIds.Length > 0 ? FileContent.EqualityDeletes : FileContent.PositionDeletes,
            EqualityIds = equalityIds.Length > 0 ? equalityIds : null,
            RecordCount = rows,
            FileBytes = new FileInfo(path).Length,
        };
    }

    /// <summary>A table where the lake does not make its own, as if it came from elsewhere; its columns have the ids 1, 2, ... in the order of the schema.</summary>
    public Task<TableEntry.Table> CreateAsync(TableSchema schema, PartitionSpec? spec = null, int formatVersion = 2, params (string Name, string Value)[] properties)
    {
        var table = new NewTable
        {
            TableUuid = _ids.NextUuid(),
            Location = "file://" + Path.Combine(Folder, "elsewhere"),
            Schema = schema,
            Spec = spec ?? PartitionSpec.Unpartitioned,
            FormatVersion = formatVersion,
            Properties = properties.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
        };
        return Writer.SaveAsync(null, TableMetadata.Create(table, 1), default);
    }

    /// <summary>A data file: what the SELECT gives, with field ids as DuckDB writes them down, or none.</summary>
    public DataFile DataFile(string select, string fieldIds = "", params object?[] partition) =>
        DeleteFile(select, fieldIds) with { Content = FileContent.Data, Partition = partition };

    /// <summary>A file of position deletes.</summary>
    public DataFile PositionDeletes(string dataFile, string positions) =>
        DeleteFile($"select '{dataFile}' as file_path, pos from ({positions}) t(pos)", "file_path: 2147483546, pos: 2147483545");

    /// <summary>A deletion vector of two rows, behind the magic of a puffin file.</summary>
    public DataFile Vector(string dataFile, byte[] blob)
    {
        var path = Path.Combine(Folder, $"vector-{_files++}.puffin");
        File.WriteAllBytes(path, [.. "PFA1"u8, .. blob]);
        return new DataFile
        {
            Path = "file://" + path,
            Format = "PUFFIN",
            Content = FileContent.PositionDeletes,
            ReferencedDataFile = dataFile,
            ContentOffset = 4,
            ContentSizeBytes = blob.Length,
            RecordCount = 2,
            FileBytes = blob.Length + 4,
        };
    }

    /// <summary>The table with the files added in a snapshot; in tables of version 3 by manifests of version 2, as they have them that were upgraded.</summary>
    public async Task<TableEntry.Table> AddAsync(TableEntry.Table entry, params DataFile[] files)
    {
        var before = await Tables.MetadataAsync(entry, default);
        var metadata = before with { FormatVersion = 2 };
        var intent = new SnapshotIntent { SnapshotId = _ids.NextSnapshotId(), TimestampMs = metadata.LastUpdatedMs + 1, CommitUuid = _ids.NextUuid() };
        var commit = await OverwriteFiles.PrepareAsync(Tables.Files, metadata, intent, new FileScope.Locations([]), files);
        var after = MetadataChange.Apply(metadata, commit.Updates, intent.TimestampMs, entry.MetadataLocation);
        return await SaveAsync(entry, after with { FormatVersion = before.FormatVersion });
    }

    public Task<TableEntry.Table> SaveAsync(TableEntry.Table entry, TableMetadata metadata) => Writer.SaveAsync(entry, metadata, default);

    /// <summary>What a query over the table, called <c>t</c>, gives, a row a text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry, string query = "select * from t order by all")
    {
        using var select = await Reader.SelectAsync(Connection, entry, default);
        using var result = Connection.Query($"with t as ({select.Sql}) {query}");
        return [.. result.Rows().Select(row => string.Join(',', row))];
    }

    public void Dispose()
    {
        Connection.Dispose();
        Engine.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
