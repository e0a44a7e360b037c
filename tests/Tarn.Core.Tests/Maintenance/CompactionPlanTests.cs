using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;
using Tarn.Maintenance;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>Which files of a table are written anew whose target is 100 bytes.</summary>
public sealed class CompactionPlanTests
{
    [Theory]
    [InlineData(new long[] { 10, 10, 10, 10 }, 0)]
    [InlineData(new long[] { 10, 10, 10, 10, 10 }, 5)]
    [InlineData(new long[] { 60, 60 }, 2)]
    [InlineData(new long[] { 60, 30 }, 0)]
    [InlineData(new long[] { 60, 10, 10, 10, 10, 10 }, 5)]
    [InlineData(new long[] { 50, 10, 10, 10, 10, 10 }, 6)]
    [InlineData(new long[] { 75, 100, 180, 80, 90, 120 }, 0)]
    [InlineData(new long[] { 181 }, 1)]
    [InlineData(new long[] { 10, 10, 10, 10, 181 }, 5)]
    public void Files_far_from_the_target_are_written_anew_where_it_is_worth_it(long[] bytes, int files) =>
        FilesOf(Plan([.. bytes.Select((size, i) => File($"f{i}", size))])).Count.ShouldBe(files);

    [Fact]
    public void Five_small_files_of_two_partitions_are_left() =>
        Plan([.. Enumerable.Range(0, 5).Select(i => File($"f{i}", 10, partition: i % 2))]).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Files_of_older_specs_go_together_whatever_partitions_they_were_in()
    {
        var table = Table();
        var older = table.DefaultSpec with { SpecId = table.DefaultSpecId + 1 };
        table = table with { PartitionSpecs = [.. table.PartitionSpecs, older] };
        var files = Enumerable.Range(0, 6).Select(i => File($"f{i}", 10, partition: i)).Select(file => file with { File = file.File with { SpecId = older.SpecId } }).ToList();
        var group = Plan([.. files, File("present", 10)], table: table).Groups.ShouldHaveSingleItem();
        (group.Partition, group.Files.Count).ShouldBe((CompactionGroup.Several, 6));
    }

    [Theory]
    [InlineData(19, 1, false)]
    [InlineData(20, 1, true)]
    [InlineData(1, 24, false)]
    [InlineData(1, 25, true)]
    public void A_file_is_written_anew_for_a_fifth_of_its_rows_or_25_files_of_deletes(int rows, int deletes, bool isChosen)
    {
        var file = File("f", 100) with { Deletes = [.. Enumerable.Range(0, deletes).Select(i => Delete($"d{i}", rows / deletes, "f"))] };
        FilesOf(Plan([file with { File = file.File with { RecordCount = 100 } }])).Count.ShouldBe(isChosen ? 1 : 0);
    }

    [Fact]
    public void Deletes_by_equality_are_always_worth_it() =>
        FilesOf(Plan([File("f", 100) with { Deletes = [new ScanDelete(Delete("e", 1, null).File with { Content = FileContent.EqualityDeletes, EqualityIds = [1] }, 9)] }])).Count.ShouldBe(1);

    [Fact]
    public void A_file_that_is_one_row_group_cannot_be_cut() =>
        Plan([File("f", 1_000) with { File = File("f", 1_000).File with { RecordCount = 1_000 } }]).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Sorting_takes_what_is_in_another_order_only()
    {
        var sorted = File("a", 100) with { File = File("a", 100).File with { SortOrderId = 1 } };
        FilesOf(Plan([sorted, File("b", 100)], new CompactionRule { Sorts = true }, Table(sorted: true))).ShouldBe(["b"]);
    }

    [Fact]
    public void Files_of_deletes_that_concern_nothing_are_told() =>
        CompactionPlan.Make(Table(), new ScanPlan { Files = [File("a", 100)], Deletes = [Delete("d", 1, "gone")] }, new CompactionRule()).Dangling.Single().Path.ShouldBe("d");

    [Fact]
    public void Whatever_files_there_are_each_is_in_one_group_at_most_with_files_of_its_partition_and_groups_keep_their_size()
    {
        var file = Gen.Zip(Gen.Choose(1, 400), Gen.Choose(0, 3)).ArrayOf(40);
        Prop.ForAll(file.ToArbitrary(), files =>
        {
            var rule = new CompactionRule { GroupBytesMax = 500 };
            var plan = Plan([.. files.Select((one, i) => File($"f{i}", one.Item1, one.Item2))], rule);
            FilesOf(plan).ShouldBeUnique();
            plan.Groups.ShouldAllBe(group => group.Files.Select(f => f.File.Partition[0]).Distinct().Count() == 1 && (group.Files.Count == 1 || group.Bytes <= 500));
            var chosen = FilesOf(plan).ToHashSet(StringComparer.Ordinal);
            files.Where((_, i) => !chosen.Contains($"f{i}")).ShouldAllBe(left => left.Item1 <= 180);
            plan.Groups.ShouldAllBe(group => group.Files.Count >= 5 || group.Bytes >= 100 || group.Reasons.Contains("large files"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void What_was_compacted_is_not_compacted_again()
    {
        var sizes = Gen.Choose(1, 300).ArrayOf(30);
        Prop.ForAll(sizes.ToArbitrary(), bytes =>
        {
            var files = bytes.Select((size, i) => File($"f{i}", size)).ToList();
            for (var round = 0; round < 2; round++)
            {
                var plan = Plan(files);
                files = [.. files.Where(f => !FilesOf(plan).Contains(f.File.Path)), .. plan.Groups.SelectMany((group, i) => Written(group.Bytes, $"r{round}g{i}"))];
            }
            Plan(files).IsEmpty.ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    /// <summary>As files are written: one, or equal parts when it is half as large again as the target.</summary>
    private static IEnumerable<ScanFile> Written(long bytes, string name)
    {
        var parts = bytes <= 150 ? 1 : (bytes + 99) / 100;
        return Enumerable.Range(0, (int)parts).Select(part => File($"{name}p{part}", bytes / parts));
    }

    private static CompactionPlan Plan(IReadOnlyList<ScanFile> files, CompactionRule? rule = null, TableMetadata? table = null) =>
        CompactionPlan.Make(table ?? Table(), new ScanPlan { Files = files, Deletes = [.. files.SelectMany(file => file.Deletes)] }, rule ?? new CompactionRule());

    private static List<string> FilesOf(CompactionPlan plan) => [.. plan.Groups.SelectMany(group => group.Files).Select(file => file.File.Path)];

    private static ScanFile File(string name, long bytes, int partition = 0) => new(new DataFile { Path = name, RecordCount = 1_000_000, FileBytes = bytes, Partition = [partition] }, 1, []);

    private static ScanDelete Delete(string name, long rows, string? of) =>
        new(new DataFile { Path = name, Content = FileContent.PositionDeletes, RecordCount = rows, FileBytes = 10, Partition = [0], ReferencedDataFile = of }, 2);

    private static TableMetadata Table(bool sorted = false)
    {
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "id", Type = new IcebergType.Int() }]) };
        return TableMetadata.Create(
            new NewTable
            {
                TableUuid = Guid.Parse("9c12d441-03fe-4693-9a96-a0705ddf69c1"),
                Location = "memory://lake/tables/t",
                Schema = schema,
                Spec = PartitionEvolution.Create(schema, [new PartitionChange.Add(new ColumnPath("id"), new Transform.Identity())]),
                Order = new SortOrder { OrderId = 0, Fields = sorted ? [new SortField(1, new Transform.Identity())] : [] },
                Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [TableProperties.TargetFileSizeBytes] = "100" },
            },
            1);
    }
}
