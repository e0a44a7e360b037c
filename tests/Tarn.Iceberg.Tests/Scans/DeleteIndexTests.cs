using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Scans;

/// <summary>The scope rules of "Scan Planning", case by case: a data file 'a' of spec 0, partition 10 and sequence number 5, and one delete file.</summary>
public sealed class DeleteIndexTests
{
    private const int Unpartitioned = 9;

    /// <summary>What the delete is; its sequence number, spec, partition; the data file it references; the bounds of its paths; whether it applies.</summary>
    public static TheoryData<string, long, int, int, string?, string?, bool> Cases => new()
    {
        { "vector", 5, 0, 10, "a", null, true },
        { "vector", 6, 0, 10, "a", null, true },
        { "vector", 4, 0, 10, "a", null, false },
        { "vector", 5, 0, 10, "b", null, false },
        { "vector", 5, 0, 11, "a", null, false },
        { "vector", 5, 1, 10, "a", null, false },
        { "vector", 5, 0, 10, null, null, false },
        { "position", 5, 0, 10, null, null, true },
        { "position", 4, 0, 10, null, null, false },
        { "position", 5, 0, 11, null, null, false },
        { "position", 5, 1, 10, null, null, false },
        { "position", 5, Unpartitioned, -1, null, null, false },
        { "position", 5, 0, 10, "a", null, true },
        { "position", 5, 0, 11, "a", null, false },
        { "position", 5, 0, 10, "b", null, false },
        { "position", 5, 0, 10, null, "a-a", true },
        { "position", 5, 0, 10, null, "A-b", true },
        { "position", 5, 0, 10, null, "b-c", false },
        { "position", 5, 0, 10, null, "A-B", false },
        { "position", 5, 0, 11, null, "a-a", false },
        { "position", 4, 0, 10, "a", "a-a", false },
        { "equality", 6, 0, 10, null, null, true },
        { "equality", 5, 0, 10, null, null, false },
        { "equality", 6, 0, 11, null, null, false },
        { "equality", 6, 1, 10, null, null, false },
        { "equality", 6, Unpartitioned, -1, null, null, true },
        { "equality", 5, Unpartitioned, -1, null, null, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_delete_applies_by_kind_age_partition_and_path(string kind, long sequence, int spec, int partition, string? references, string? bounds, bool applies)
    {
        var delete = new ScanDelete(
            new DataFile
            {
                Path = "d",
                Content = kind == "equality" ? FileContent.EqualityDeletes : FileContent.PositionDeletes,
                ContentOffset = kind == "vector" ? 4 : null,
                SpecId = spec,
                Partition = spec == Unpartitioned ? [] : [partition],
                ReferencedDataFile = references,
                LowerBounds = Bound(bounds, 0),
                UpperBounds = Bound(bounds, 1),
                RecordCount = 1,
                FileBytes = 1,
            },
            sequence);
        new DeleteIndex([delete], specId => specId == Unpartitioned).Of(Data("a", 10), 5).Count.ShouldBe(applies ? 1 : 0);
    }

    [Fact]
    public void Two_vectors_of_a_file_are_refused()
    {
        var index = new DeleteIndex([Vector("v1"), Vector("v2")], _ => false);
        Should.Throw<IcebergException>(() => index.Of(Data("a", 10), 1)).Message.ShouldBe("a: has 2 deletion vectors, in v1 and v2; a snapshot has one a file at most.");
        index.Of(Data("b", 10), 1).ShouldBeEmpty();
    }

    [Fact]
    public void A_vector_of_another_partition_does_not_hide_position_deletes()
    {
        var positions = new ScanDelete(Data("p", 10) with { Content = FileContent.PositionDeletes }, 5);
        var index = new DeleteIndex([Vector("v") with { File = Vector("v").File with { Partition = [11] } }, positions], _ => false);
        index.Of(Data("a", 10), 1).ShouldBe([positions]);
    }

    [Fact]
    public void Partitions_of_floating_point_numbers_are_equal_by_their_bits()
    {
        Key(0.0).ShouldNotBe(Key(-0.0));
        Key(double.NaN).ShouldBe(Key(BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_0001))));
        Key(1.5f).ShouldBe(Key(1.5f));
        Key(0f).ShouldNotBe(Key(-0f));
    }

    [Fact]
    public void Sets_of_equality_ids_are_kept_apart_and_partitions_numbered()
    {
        PartitionSpec[] specs = [new() { SpecId = 0, Fields = [new PartitionField(1, 1000, "p", new Transform.Identity())] }, new() { SpecId = Unpartitioned, Fields = [] }];
        ScanDelete[] all = [Equality("x", 10, 2, 1), Equality("y", 10, 1, 2), Equality("z", 11, 1), Equality("w", null, 1), Equality("u", null, 1, 1)];
        ScanFile[] files = [new(Data("a", 10), 1, all), new(Data("b", 11), 1, all), new(Data("c", 10), 1, [])];
        var deletes = EqualityDeletes.Of(files, specs);
        deletes.Scopes.ShouldBe([0, 1, 0]);
        deletes.Sets.Select(set => (string.Join(' ', set.FieldIds), set.IsGlobal, string.Join(' ', set.Files.Select(d => d.File.Path)), string.Join(' ', set.Scopes)))
            .ShouldBe([("1 2", false, "x y", "0 0"), ("1", false, "z", "1"), ("1", true, "w u", "2 2")]);
    }

    [Fact]
    public void Equality_deletes_without_ids_are_refused() =>
        Should.Throw<IcebergException>(() => EqualityDeletes.Of([new ScanFile(Data("a", 10), 1, [Equality("e", 10)])], []))
            .Message.ShouldBe("e: is a file of equality deletes whose manifest has no equality ids.");

    private static ScanDelete Vector(string path) =>
        new(Data(path, 10) with { Content = FileContent.PositionDeletes, ContentOffset = 4, ReferencedDataFile = "a" }, 5);

    private static ScanDelete Equality(string path, int? partition, params int[] ids) => new(
        new DataFile
        {
            Path = path,
            Content = FileContent.EqualityDeletes,
            SpecId = partition is null ? Unpartitioned : 0,
            Partition = partition is null ? [] : [partition],
            EqualityIds = ids,
            RecordCount = 1,
            FileBytes = 1,
        },
        6);

    private static DataFile Data(string path, int partition) => new() { Path = path, Partition = [partition], RecordCount = 1, FileBytes = 1 };

    private static PartitionKey Key(object value) => new(0, [value]);

    private static Dictionary<int, byte[]>? Bound(string? bounds, int index) =>
        bounds is null ? null : new Dictionary<int, byte[]> { [2147483546] = SingleValue.Encode(new IcebergType.String(), bounds.Split('-')[index]) };
}
