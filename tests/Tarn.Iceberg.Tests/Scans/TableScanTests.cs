using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Iceberg.Tests.Scans;

public sealed class TableScanTests : IDisposable
{
    private static readonly TableSchema Schema = new()
    {
        SchemaId = 0,
        Fields = new FieldList(
        [
            new NestedField { Id = 1, Name = "id", Type = new IcebergType.Long() },
            new NestedField { Id = 2, Name = "day", Type = new IcebergType.Date() },
        ]),
    };

    private static readonly PartitionSpec ByDay = new() { SpecId = 0, Fields = [new PartitionField(2, 1000, "day", new Transform.Day())] };
    private static readonly PartitionSpec Whole = new() { SpecId = 1, Fields = [] };

    private readonly MemoryObjectStore _store = new("lake");
    private readonly List<ManifestFile> _manifests = [];

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Manifests_and_files_that_cannot_hold_a_wanted_row_are_spared()
    {
        await AddAsync(ByDay, 1, Data("a", 10, 1, 5), Data("b", 11, 6, 9));
        await AddAsync(ByDay, 2, Data("c", 20, 1, 9));
        var plan = await PlanAsync(new Expression.And(new Expression.Equal(2, 11), new Expression.Greater(1, 3L)));
        plan.Files.Select(f => (f.File.Path, f.SequenceNumber)).ShouldBe([("b", 1L)]);
        (plan.ManifestsRead, plan.ManifestsPruned, plan.FilesPruned).ShouldBe((1, 1, 1));
        (plan.HasDeletes, plan.Rows).ShouldBe((false, 100));
        (await PlanAsync(new Expression.Equal(1, 10L))).FilesPruned.ShouldBe(3);
    }

    [Fact]
    public async Task Every_file_comes_in_the_order_of_the_manifests_without_a_condition()
    {
        for (var n = 0; n < 30; n++)
            await AddAsync(ByDay, n + 1, Data($"f{n}", n, 0, 1));
        (await PlanAsync(new Expression.True())).Files.Select(f => f.File.Path).ShouldBe(Enumerable.Range(0, 30).Select(n => $"f{n}"));
    }

    [Fact]
    public async Task Equality_deletes_take_from_older_files_of_their_partition_only()
    {
        await AddAsync(ByDay, 1, Data("old", 10, 1, 5), Data("elsewhere", 11, 1, 5));
        await AddAsync(ByDay, 2, Data("same", 10, 1, 5));
        await AddAsync(ByDay, 2, Equality("eq", ByDay, 10));
        await DeletesShouldBeAsync(("old", "eq"), ("elsewhere", ""), ("same", ""));
    }

    [Fact]
    public async Task Equality_deletes_of_an_unpartitioned_spec_take_from_every_partition()
    {
        await AddAsync(ByDay, 1, Data("old", 10, 1, 5));
        await AddAsync(Whole, 2, Equality("eq", Whole));
        await AddAsync(ByDay, 3, Data("new", 10, 1, 5));
        await DeletesShouldBeAsync(("old", "eq"), ("new", ""));
    }

    [Fact]
    public async Task Position_deletes_take_from_files_as_old_as_themselves()
    {
        await AddAsync(ByDay, 1, Data("old", 10, 1, 5), Data("elsewhere", 11, 1, 5));
        await AddAsync(ByDay, 2, Data("same", 10, 1, 5));
        await AddAsync(ByDay, 2, Position("pos", 10));
        await AddAsync(ByDay, 3, Data("new", 10, 1, 5));
        await DeletesShouldBeAsync(("old", "pos"), ("elsewhere", ""), ("same", "pos"), ("new", ""));
    }

    [Fact]
    public async Task Position_deletes_that_name_a_file_take_from_it_alone()
    {
        var path = SingleValue.Encode(new IcebergType.String(), "b");
        await AddAsync(ByDay, 1, Data("a", 10, 1, 5), Data("b", 10, 1, 5), Data("c", 10, 1, 5));
        await AddAsync(
            ByDay,
            2,
            Position("bounded", 10) with { LowerBounds = new Dictionary<int, byte[]> { [2147483546] = path }, UpperBounds = new Dictionary<int, byte[]> { [2147483546] = path } },
            Position("named", 10) with { ReferencedDataFile = "c" });
        await DeletesShouldBeAsync(("a", ""), ("b", "bounded"), ("c", "named"));
    }

    [Fact]
    public void A_deletion_vector_stands_for_the_position_deletes_of_its_file()
    {
        var vector = new ScanDelete(Position("v.puffin", 10) with { ContentOffset = 4, ContentSizeBytes = 40, ReferencedDataFile = "a" }, 3);
        var index = new DeleteIndex([vector, new ScanDelete(Position("pos", 10), 3), new ScanDelete(Equality("eq", ByDay, 10), 4)], _ => false);
        index.Of(Data("a", 10, 1, 5), 1).Select(d => d.File.Path).ShouldBe(["v.puffin", "eq"]);
        index.Of(Data("b", 10, 1, 5), 1).Select(d => d.File.Path).ShouldBe(["pos", "eq"]);
        vector.IsVector.ShouldBeTrue();
    }

    [Fact]
    public async Task A_list_of_paths_in_the_metadata_of_version_1_is_followed()
    {
        await AddAsync(ByDay, 0, Data("a", 10, 1, 5));
        var request = new ScanRequest { Schema = Schema, Specs = [ByDay, Whole], Manifests = [_manifests[0].Path] };
        var plan = await TableScan.PlanAsync(new TableFiles(_store), request, TestContext.Current.CancellationToken);
        plan.Files.ShouldHaveSingleItem().SequenceNumber.ShouldBe(0);
    }

    [Fact]
    public async Task A_table_without_a_snapshot_has_no_files() =>
        (await TableScan.PlanAsync(new TableFiles(_store), new ScanRequest { Schema = Schema, Specs = [ByDay] }, TestContext.Current.CancellationToken)).Files.ShouldBeEmpty();

    [Fact]
    public async Task A_manifest_of_a_spec_that_nobody_knows_is_refused()
    {
        await AddAsync(ByDay, 1, Data("a", 10, 1, 5));
        _manifests[0] = _manifests[0] with { SpecId = 9 };
        var refusal = await Should.ThrowAsync<IcebergException>(() => PlanAsync(new Expression.True()));
        (refusal.Kind, refusal.Location).ShouldBe((IcebergFault.Corrupt, _manifests[0].Path));
    }

    private async Task DeletesShouldBeAsync(params (string File, string Deletes)[] expected)
    {
        var plan = await PlanAsync(new Expression.True());
        plan.Files.Select(f => (f.File.Path, string.Join(',', f.Deletes.Select(d => d.File.Path)))).ShouldBe(expected);
        plan.HasDeletes.ShouldBeTrue();
    }

    private async Task AddAsync(PartitionSpec spec, long sequence, params DataFile[] files)
    {
        var writer = new ManifestWriter(Schema, spec, sequence, files[0].Content is not FileContent.Data);
        foreach (var file in files)
            writer.Add(new ManifestEntry { Status = EntryStatus.Added, File = file });
        var written = writer.Finish($"memory://lake/m{_manifests.Count}.avro");
        _manifests.Add(written.At(sequence));
        await _store.CreateAsync($"m{_manifests.Count - 1}.avro", written.Content, TestContext.Current.CancellationToken);
    }

    private async Task<ScanPlan> PlanAsync(Expression filter)
    {
        var list = $"l{_manifests.Count}-{Guid.NewGuid()}.avro";
        await _store.CreateAsync(list, ManifestListWriter.Write(_manifests, 1, null, 9), TestContext.Current.CancellationToken);
        var request = new ScanRequest { Schema = Schema, Specs = [ByDay, Whole], ManifestList = $"memory://lake/{list}", Filter = filter };
        return await TableScan.PlanAsync(new TableFiles(_store), request, TestContext.Current.CancellationToken);
    }

    private static DataFile Data(string path, int day, long least, long most) => new()
    {
        Path = path,
        SpecId = 0,
        Partition = [day],
        RecordCount = 100,
        FileBytes = 1,
        LowerBounds = new Dictionary<int, byte[]> { [1] = SingleValue.Encode(new IcebergType.Long(), least) },
        UpperBounds = new Dictionary<int, byte[]> { [1] = SingleValue.Encode(new IcebergType.Long(), most) },
    };

    private static DataFile Equality(string path, PartitionSpec spec, params object?[] tuple) => new()
    {
        Content = FileContent.EqualityDeletes,
        Path = path,
        SpecId = spec.SpecId,
        Partition = tuple,
        RecordCount = 1,
        FileBytes = 1,
        EqualityIds = [1],
    };

    private static DataFile Position(string path, int day) => new()
    {
        Content = FileContent.PositionDeletes,
        Path = path,
        SpecId = 0,
        Partition = [day],
        RecordCount = 1,
        FileBytes = 1,
    };
}
