using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Scans;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Iceberg.Tests.Commits;

/// <summary>Snapshots whose manifests the metadata of version 1 lists itself.</summary>
public sealed class ManifestListUpgradeTests
{
    private const string Root = "memory://lake/t";
    private static readonly Guid Uuid = new(7, 0, 0, new byte[8]);

    [Theory]
    [InlineData("tables-v1/lineitem_partitioned")]
    [InlineData("tables-v1/lineitem_versioned")]
    public async Task The_lists_are_those_that_Spark_wrote(string name)
    {
        var folder = Path.Join(Fixtures.Folder("glaredb"), "testdata", "iceberg", name);
        using var store = new MemoryObjectStore("lake");
        foreach (var file in Directory.EnumerateFiles(Path.Join(folder, "metadata"), "*.avro"))
            await store.CreateAsync($"t/metadata/{Path.GetFileName(file)}", await File.ReadAllBytesAsync(file));
        var newest = Directory.EnumerateFiles(Path.Join(folder, "metadata"), "*.metadata.json").MaxBy(MetadataFile.VersionOf)!;
        var files = new TableFiles(store, [new PrefixRewrite("iceberg/" + name, Root), new PrefixRewrite("./iceberg/" + name, Root)]);
        var read = MetadataFile.Read(await File.ReadAllBytesAsync(newest), newest);
        var table = MetadataChange.Apply(read, [new TableUpdate.UpgradeFormatVersion(2), new TableUpdate.SetLocation(Root)], read.LastUpdatedMs);
        var upgraded = await new ManifestListUpgrade(files, await WithoutListsAsync(files, table), Uuid).ApplyAsync();
        upgraded.Snapshots.Count.ShouldBe(table.Snapshots.Count);
        foreach (var (ours, theirs) in upgraded.Snapshots.Zip(table.Snapshots))
        {
            ours.ManifestList.ShouldBe($"{Root}/metadata/snap-{ours.SnapshotId}-1-{Uuid:D}.avro");
            (await LinesAsync(files, ours)).ShouldBe(await LinesAsync(files, theirs));
        }
        MetadataFile.Read(MetadataFile.Write(upgraded), "t").Snapshots.ShouldAllBe(snapshot => snapshot.Manifests.Count == 0);
    }

    [Fact]
    public async Task Snapshots_that_have_a_list_keep_it_and_what_cannot_be_read_goes_unless_it_is_named()
    {
        var ledger = new Ledger();
        await ledger.AppendAsync(Ledger.File("a", 1));
        var first = ledger.Table.CurrentSnapshot!;
        await ledger.AppendAsync(Ledger.File("b", 1));
        var second = ledger.Table.CurrentSnapshot!;
        var lost = first with { ManifestList = null, Manifests = ["memory://lake/gone.avro"] };
        var upgraded = await new ManifestListUpgrade(ledger.Files, ledger.Table with { Snapshots = [lost, second] }, Uuid).ApplyAsync();
        upgraded.Snapshots.ShouldBe([second]);
        upgraded.SnapshotLog.Select(log => log.SnapshotId).ShouldBe([second.SnapshotId]);
        var tagged = ledger.Table with { Snapshots = [lost, second], Refs = new Dictionary<string, SnapshotRef>(ledger.Table.Refs) { ["kept"] = new SnapshotRef.Tag(first.SnapshotId) } };
        (await Should.ThrowAsync<ObjectNotFoundException>(() => new ManifestListUpgrade(ledger.Files, tagged, Uuid).ApplyAsync())).Location.ShouldBe("memory://lake/gone.avro");
    }

    private static async Task<TableMetadata> WithoutListsAsync(TableFiles files, TableMetadata table)
    {
        var snapshots = new List<Snapshot>();
        foreach (var snapshot in table.Snapshots)
            snapshots.Add(snapshot with { ManifestList = null, Manifests = [.. (await SnapshotManifests.ReadAsync(files, snapshot)).Select(manifest => manifest.Path)] });
        return table with { Snapshots = snapshots };
    }

    /// <summary>All that a line tells; bounds as bytes.</summary>
    private static async Task<IEnumerable<string>> LinesAsync(TableFiles files, Snapshot snapshot) =>
        (await SnapshotManifests.ReadAsync(files, snapshot)).Select(m => string.Join(' ',
            m.Path, m.Bytes, m.SpecId, m.SequenceNumber, m.MinSequenceNumber, m.AddedSnapshotId, m.AddedFiles, m.ExistingFiles, m.DeletedFiles, m.AddedRows, m.ExistingRows, m.DeletedRows,
            string.Join(',', m.Partitions!.Select(p => $"{p.ContainsNull}/{p.ContainsNan}/{Hex(p.LowerBound)}/{Hex(p.UpperBound)}"))));

    private static string Hex(byte[]? bytes) => bytes is null ? "" : Convert.ToHexString(bytes);
}
