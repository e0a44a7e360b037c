using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Iceberg.Tests.Commits;

/// <summary>Tables that Spark wrote are built on.</summary>
public sealed class ForeignTableCommitTests
{
    private const string Root = "memory://lake/t";

    [Theory]
    [InlineData("tables-v1/lineitem_partitioned")]
    [InlineData("tables-v2/lineitem_partitioned")]
    [InlineData("tables-v1/lineitem_versioned")]
    public async Task A_table_of_another_writer_is_upgraded_and_its_files_are_carried_on_or_replaced(string name)
    {
        var folder = Path.Join(Fixtures.Folder("glaredb"), "testdata", "iceberg", name);
        using var store = new MemoryObjectStore("lake");
        foreach (var file in Directory.EnumerateFiles(Path.Join(folder, "metadata"), "*.avro"))
            await store.CreateAsync($"t/metadata/{Path.GetFileName(file)}", await File.ReadAllBytesAsync(file));
        var newest = Directory.EnumerateFiles(Path.Join(folder, "metadata"), "*.metadata.json").MaxBy(MetadataFile.VersionOf)!;
        var read = MetadataFile.Read(await File.ReadAllBytesAsync(newest), newest);
        var files = new TableFiles(store, [new PrefixRewrite("iceberg/" + name, Root), new PrefixRewrite("./iceberg/" + name, Root)]);
        var table = MetadataChange.Apply(read, [new TableUpdate.UpgradeFormatVersion(2), new TableUpdate.SetLocation(Root)], read.LastUpdatedMs);

        var before = (await TableScan.PlanAsync(files, ScanRequest.Of(table, table.CurrentSnapshot))).Files;
        var old = before[0].File;
        var replacement = old with { Path = Root + "/data/new.parquet" };
        var intent = new SnapshotIntent { SnapshotId = 5, TimestampMs = read.LastUpdatedMs + 1, CommitUuid = new Guid(5, 0, 0, new byte[8]) };
        var commit = await OverwriteFiles.PrepareAsync(files, table, intent, new FileScope.Locations([old.Path]), [replacement]);
        table = Ledger.After(table, commit);

        var after = (await TableScan.PlanAsync(files, ScanRequest.Of(table, table.CurrentSnapshot))).Files;
        after.Select(file => file.File.Path).Order().ShouldBe(before.Select(file => file.File.Path).Except([old.Path]).Append(replacement.Path).Order());
        after.Sum(file => file.File.RecordCount).ShouldBe(before.Sum(file => file.File.RecordCount));
        table.CurrentSnapshot!.Summary["total-records"].ShouldBe(read.CurrentSnapshot!.Summary["total-records"]);
        MetadataFile.Read(MetadataFile.Write(table), "t").CurrentSnapshotId.ShouldBe(5);
    }
}
