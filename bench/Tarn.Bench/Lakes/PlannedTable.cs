using Tarn.Bench.Measure;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Bench.Lakes;

/// <summary>A table of many data files that are told in its manifests only: ten columns with bounds, a partition a day, 1,000 files a commit.</summary>
internal sealed class PlannedTable
{
    private const int FilesACommit = 1_000;
    private const int RowsAFile = 1_000;
    private const int FilesADay = 20;
    private const int IdColumn = 1;
    private const int DayColumn = 2;
    private readonly TableFiles _files;
    private readonly TableMetadata _metadata;
    private readonly int _count;

    private PlannedTable(TableFiles files, TableMetadata metadata, int count) => (_files, _metadata, _count) = (files, metadata, count);

    /// <summary>The places of its manifests on this machine.</summary>
    public IReadOnlyList<string> Manifests { get; private set; } = [];

    public static async Task<PlannedTable> MakeAsync(string folder, int count, CancellationToken cancel)
    {
        var files = new TableFiles(new LocalObjectStore(Disk.Fresh(folder)));
        var metadata = TableMetadata.Create(NewTable(files), 1_790_000_000_000);
        for (var first = 0; first < count; first += FilesACommit)
        {
            var intent = new SnapshotIntent { SnapshotId = first + 1, TimestampMs = 1_790_000_000_000 + first, CommitUuid = new Guid(first + 1, 0, 0, new byte[8]) };
            var added = Enumerable.Range(first, Math.Min(FilesACommit, count - first)).Select(FileOf).ToList();
            var commit = await AppendFiles.PrepareAsync(files, metadata, intent, added, cancel);
            metadata = MetadataChange.Apply(metadata, commit.Updates, 1_790_000_000_000 + first);
        }
        var list = metadata.CurrentSnapshot!.ManifestList!;
        var manifests = ManifestListReader.Read(await files.ReadAsync(list, cancel), list).Select(m => new Uri(m.Path).LocalPath);
        return new PlannedTable(files, metadata, count) { Manifests = [.. manifests] };
    }

    /// <summary>Files that a scan of everything reads.</summary>
    public async Task<int> AllAsync(CancellationToken cancel) => (await PlanAsync(new Expression.True(), cancel)).Files.Count;

    /// <summary>Files that a scan of a hundredth of the ids reads.</summary>
    public async Task<int> HundredthAsync(CancellationToken cancel)
    {
        var from = (long)_count / 3 * RowsAFile;
        var to = from + ((long)_count * RowsAFile / 100);
        Expression between = Expression.All(
        [
            new Expression.GreaterOrEqual(IdColumn, from),
            new Expression.Less(IdColumn, to),
        ]);
        return (await PlanAsync(between, cancel)).Files.Count;
    }

    private Task<ScanPlan> PlanAsync(Expression filter, CancellationToken cancel) =>
        TableScan.PlanAsync(_files, ScanRequest.Of(_metadata, _metadata.CurrentSnapshot) with { Filter = filter }, cancel);

    private static NewTable NewTable(TableFiles files)
    {
        NestedField[] others = [.. Enumerable.Range(3, 8).Select(id => new NestedField { Id = id, Name = $"c{id}", Type = id % 2 == 0 ? new IcebergType.String() : new IcebergType.Double() })];
        var schema = new TableSchema
        {
            SchemaId = 0,
            Fields = new FieldList(
            [
                new NestedField { Id = IdColumn, Name = "id", Type = new IcebergType.Long() },
                new NestedField { Id = DayColumn, Name = "day", Type = new IcebergType.Date() },
                .. others,
            ]),
        };
        return new NewTable
        {
            TableUuid = new Guid(9, 9, 9, new byte[8]),
            Location = files.LocationOf("tables/planned"),
            Schema = schema,
            Spec = PartitionEvolution.Create(schema, [new PartitionChange.Add(new ColumnPath("day"), new Transform.Day())]),
        };
    }

    private static DataFile FileOf(int i)
    {
        var day = 20_000 + (i / FilesADay);
        var ids = Enumerable.Range(IdColumn, 10).ToList();
        return new DataFile
        {
            Path = $"file:///lake/tables/planned/data/day={day}/{i:00000000}-0-0a1b2c3d-0000-4000-8000-000000000000.parquet",
            Partition = [day],
            RecordCount = RowsAFile,
            FileBytes = 100_000 + i,
            ColumnBytes = ids.ToDictionary(id => id, id => 9_000L + id),
            ValueCounts = ids.ToDictionary(id => id, _ => (long)RowsAFile),
            NullCounts = ids.ToDictionary(id => id, _ => 0L),
            LowerBounds = ids.ToDictionary(id => id, id => Bound(id, (long)i * RowsAFile, day)),
            UpperBounds = ids.ToDictionary(id => id, id => Bound(id, ((long)(i + 1) * RowsAFile) - 1, day)),
        };
    }

    private static byte[] Bound(int column, long id, int day) => column switch
    {
        IdColumn => SingleValue.Encode(new IcebergType.Long(), id),
        DayColumn => SingleValue.Encode(new IcebergType.Date(), day),
        _ when column % 2 == 0 => SingleValue.Encode(new IcebergType.String(), $"value {id:000000}"),
        _ => SingleValue.Encode(new IcebergType.Double(), id / 8.0),
    };
}
