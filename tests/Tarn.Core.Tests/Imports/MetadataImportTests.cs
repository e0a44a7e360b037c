using Tarn.Core.Tests.Lakehouse;
using Tarn.Engine;
using Tarn.Iceberg.Tests;
using Tarn.Runs;
using Tarn.Storage;

namespace Tarn.Core.Tests.Imports;

public sealed class MetadataImportTests : IDisposable
{
    private const string People = "select i as id, 'name ' || i as name from range(5) as numbers(i)";
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_table_is_read_where_another_engine_left_it_and_written_in_the_lake()
    {
        var home = await _scene.WriteAsync([People, "select 5 as id, 'five' as name"]);
        var before = ImportScene.Contents(_scene.Elsewhere);
        _scene.Project.With("models/silver/people.sql", "{{ config(materialized='incremental') }}\nselect 100 + order_id as id, customer as name from {{ source('shop', 'orders') }}").WithRevision(1, (1, "ann", 10));
        await using var lake = await _scene.Project.OpenAsync();
        var imported = await ImportScene.ImportAsync(lake, home);
        (imported.Rows, imported.Files, imported.Snapshots, imported.FormatVersion).ShouldBe((6, 2, 2, 2));
        (await lake.RowsAsync("select count(*), sum(id) from silver.people")).ShouldBe(["6|15"]);
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        (await lake.RowsAsync("select id, name from silver.people where id >= 4 order by id")).ShouldBe(["4|name 4", "5|five", "101|ann"]);
        (await lake.RowsAsync("select count(*), count(distinct file_path like '%elsewhere%') from \"silver.people$files\"")).ShouldBe(["3|2"]);
        (await ImportScene.MetadataAsync(lake)).Location.ShouldStartWith($"file://{_scene.Project.Root}/lake/tables/silver/people-");
        ImportScene.Contents(_scene.Elsewhere).ShouldBe(before);
    }

    [Fact]
    public async Task The_metadata_that_goes_on_names_the_files_as_their_writer_did_and_the_file_it_comes_from()
    {
        var home = await _scene.WriteAsync([People], properties: new Dictionary<string, string> { ["write.data.path"] = "s3://bucket/data", ["owner"] = "anna" });
        await using var lake = await _scene.Project.OpenAsync();
        var imported = await ImportScene.ImportAsync(lake, home);
        var metadata = await ImportScene.MetadataAsync(lake);
        metadata.MetadataLog[^1].MetadataFile.ShouldBe(imported.ImportedFrom);
        metadata.CurrentSnapshot!.ManifestList!.ShouldStartWith($"file://{home}/metadata/");
        metadata.Properties.Keys.Order(StringComparer.Ordinal).ShouldBe(["owner", OutsideFiles.Property]);
        metadata.Properties[OutsideFiles.Property].ShouldBe($$"""{"file://{{home}}":"file://{{home}}"}""");
        (await lake.Catalog.ResolveAsync("main", ImportScene.Cancel)).Properties["imported-from"].ShouldBe(imported.ImportedFrom);
    }

    [Fact]
    public async Task A_table_that_was_moved_is_read_by_its_rewrite_in_every_way_a_table_is_read()
    {
        var home = await _scene.WriteAsync([People, "select 2 as id, 'two' as name"], mergeBy: "id", properties: new Dictionary<string, string> { ["write.merge.mode"] = "merge-on-read" });
        var moved = _scene.Move();
        var now = home.Replace(_scene.Elsewhere, moved, StringComparison.Ordinal);
        _scene.Project.With("models/gold/names.sql", "select name from silver.people").With("tests/no_three.sql", "select * from silver.people where id = 3 and name <> 'name 3'").WithRevision(1, (1, "ann", 10));
        await using (var lake = await _scene.Project.OpenAsync())
        {
            (await ImportScene.RefusedAsync(lake, now)).ShouldAllBe(p => p.Code == "import.outside" && p.Next!.Contains($"--rewrite file://{home}={now}.", StringComparison.Ordinal));
            await ImportScene.ImportAsync(lake, now, new PrefixRewrite($"file://{_scene.Elsewhere}", $"file://{moved}"));
        }
        await using (var lake = await _scene.Project.OpenAsync())
        {
            (await lake.RowsAsync("select id, name from silver.people where id in (2, 3) order by id")).ShouldBe(["2|two", "3|name 3"]);
            (await lake.NumberAsync("select count(*) from \"silver.people$all_entries\"")).ShouldBeGreaterThan(2);
            var first = await lake.NumberAsync("select snapshot_id from \"silver.people$snapshots\" order by committed_at limit 1");
            (await lake.RowsAsync($"select name from \"silver.people@{first}\" where id = 2")).ShouldBe(["name 2"]);
            (await lake.NumberAsync("select count(distinct _file) from \"silver.people$rows\"")).ShouldBe(2);
            (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
            (await lake.NumberAsync("select count(*) from gold.names")).ShouldBe(5);
        }
    }

    [Theory]
    [InlineData("2", "copy-on-write")]
    [InlineData("2", "merge-on-read")]
    [InlineData("3", "merge-on-read")]
    public async Task Rows_of_imported_files_are_replaced_by_key_without_touching_the_files(string version, string mode)
    {
        var home = await _scene.WriteAsync([People, "select 5 as id, 'five' as name"], properties: new Dictionary<string, string> { ["format-version"] = version, ["write.merge.mode"] = mode });
        var before = ImportScene.Contents(_scene.Elsewhere);
        _scene.Project.With("models/silver/people.sql", "{{ config(materialized='incremental', unique_key='id') }}\nselect order_id as id, customer as name from {{ source('shop', 'orders') }}")
            .WithRevision(1, (1, "ann", 10), (9, "new", 20));
        await using var lake = await _scene.Project.OpenAsync();
        await ImportScene.ImportAsync(lake, home);
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        (await lake.RowsAsync("select id, name from silver.people where id in (0, 1, 5, 9) order by id")).ShouldBe(["0|name 0", "1|ann", "5|five", "9|new"]);
        (await lake.NumberAsync("select count(*) from silver.people")).ShouldBe(7);
        ImportScene.Contents(_scene.Elsewhere).ShouldBe(before);
        if (version == "2")
            (await ByIcebirdAsync(lake)).ShouldBe(7);
    }

    [Fact]
    public async Task A_table_is_replaced_whole_and_its_old_snapshots_are_read_where_they_lie()
    {
        var home = await _scene.WriteAsync([People]);
        _scene.Project.With("models/silver/people.sql", "{{ config(materialized='table') }}\nselect customer as name from {{ source('shop', 'orders') }}").WithRevision(1, (1, "ann", 10));
        await using var lake = await _scene.Project.OpenAsync();
        var old = (await ImportScene.ImportAsync(lake, home)).SnapshotId;
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        (await lake.RowsAsync("from silver.people")).ShouldBe(["ann"]);
        (await lake.NumberAsync($"select count(*) from \"silver.people@{old}\"")).ShouldBe(5);
    }

    [Fact]
    public async Task Branches_tags_and_merges_take_an_imported_table_like_any_other()
    {
        var home = await _scene.WriteAsync([People]);
        await using var lake = await _scene.Project.OpenAsync();
        var dev = BranchName.Parse("dev/anna");
        await lake.Catalog.CreateBranchAsync(dev, "main", ImportScene.Cancel);
        await lake.ImportTableAsync(new() { Table = ImportScene.Name, Branch = dev, Metadata = home, Author = "anna" }, ImportScene.Cancel);
        (await lake.TablesAsync("main")).ShouldBeEmpty();
        await lake.MergeAsync(dev, BranchName.Main, "anna", cancel: ImportScene.Cancel);
        await lake.Catalog.CreateTagAsync(BranchName.Parse("imported"), "main", ImportScene.Cancel);
        (await lake.NumberAsync("select count(*) from silver.people", "imported")).ShouldBe(5);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task A_table_of_version_1_whose_metadata_lists_manifests_is_read_written_and_travelled(int listed)
    {
        var home = await _scene.WriteAsync([People, "select 5 as id, 'five' as name", "select 2 as id, 'two' as name"], mergeBy: "id");
        ImportScene.ListManifests(home, listed);
        var before = ImportScene.Contents(_scene.Elsewhere);
        _scene.Project.With("models/silver/people.sql", "{{ config(materialized='incremental', unique_key='id') }}\nselect order_id as id, customer as name from {{ source('shop', 'orders') }}").WithRevision(1, (1, "ann", 10));
        await using var lake = await _scene.Project.OpenAsync();
        var imported = await ImportScene.ImportAsync(lake, home);
        (imported.FormatVersion, imported.Snapshots, imported.Rows).ShouldBe((2, 3, 6));
        (await ImportScene.MetadataAsync(lake)).Snapshots.Count(snapshot => snapshot.ManifestList!.StartsWith($"file://{_scene.Project.Root}/lake/tables/silver/people-", StringComparison.Ordinal)).ShouldBe(listed);
        (await lake.RowsAsync("select id, name from silver.people order by id")).ShouldBe(["0|name 0", "1|name 1", "2|two", "3|name 3", "4|name 4", "5|five"]);
        var snapshots = (await lake.RowsAsync("select snapshot_id from \"silver.people$snapshots\" order by committed_at")).Select(id => $"select count(*), max(name) filter (id = 2) from \"silver.people@{id}\"");
        (await Task.WhenAll(snapshots.Select(query => lake.RowsAsync(query)))).SelectMany(rows => rows).ShouldBe(["5|name 2", "6|name 2", "6|two"]);
        (await ByIcebirdAsync(lake)).ShouldBe(6);
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        (await lake.RowsAsync("select id, name from silver.people where id < 3 order by id")).ShouldBe(["0|name 0", "1|ann", "2|two"]);
        (await ByIcebirdAsync(lake)).ShouldBe(6);
        ImportScene.Contents(_scene.Elsewhere).ShouldBe(before);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_told_before_anything_is_committed()
    {
        var home = await _scene.WriteAsync([People, People]);
        var lost = Directory.EnumerateFiles(Path.Combine(home, "data")).Order(StringComparer.Ordinal).ToList();
        lost.ForEach(File.Delete);
        await using var lake = await _scene.Project.OpenAsync();
        var told = await ImportScene.RefusedAsync(lake, home);
        told.Select(p => (p.Code, p.Where)).Order().ShouldBe(lost.Select(file => ("import.missing", (string?)file)));
    }

    [Fact]
    public async Task What_cannot_be_imported_is_told_with_the_next_move()
    {
        var home = await _scene.WriteAsync([People]);
        await using var lake = await _scene.Project.OpenAsync();
        (await ImportScene.RefusedAsync(lake, "/nowhere")).Single().Code.ShouldBe("import.metadata");
        (await ImportScene.RefusedAsync(lake, _scene.Elsewhere)).Single().Code.ShouldBe("import.metadata");
        (await ImportScene.RefusedAsync(lake, "s3://bucket/t/metadata/v1.metadata.json")).Single().Code.ShouldBe("import.metadata");
        (await ImportScene.RefusedAsync(lake, home, new PrefixRewrite("s3://bucket", $"file://{home}"))).Single().Code.ShouldBe("import.rewrite");
        var broken = Path.Combine(_scene.Elsewhere, "v1.metadata.json");
        await File.WriteAllTextAsync(broken, "{}", ImportScene.Cancel);
        (await ImportScene.RefusedAsync(lake, broken)).Single().Code.ShouldBe("iceberg.corrupt");
        await File.WriteAllTextAsync(broken, """{"format-version":4}""", ImportScene.Cancel);
        (await ImportScene.RefusedAsync(lake, broken)).Single().Code.ShouldBe("iceberg.unsupported");
        await ImportScene.ImportAsync(lake, home);
        (await ImportScene.RefusedAsync(lake, home)).Single().Code.ShouldBe("import.table-exists");
    }

    [Fact]
    public async Task A_table_that_names_files_beyond_its_folder_is_read_no_further_than_was_said()
    {
        var home = await _scene.WriteAsync([People]);
        var file = Directory.EnumerateFiles(Path.Combine(home, "metadata"), "*.json").Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, ImportScene.Cancel)).Replace($"file://{home}/metadata/snap", $"file://{home}/../../secret/snap", StringComparison.Ordinal), ImportScene.Cancel);
        await using var lake = await _scene.Project.OpenAsync();
        (await ImportScene.RefusedAsync(lake, home)).Single().Code.ShouldBe("import.outside");
    }

    [Fact]
    public async Task A_table_that_lies_in_the_lake_is_named_as_it_is()
    {
        _scene.Project.With("models/silver/orders.sql", "select * from {{ source('shop', 'orders') }}").WithRevision(1, (1, "ann", 10));
        await using var lake = await _scene.Project.OpenAsync();
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        var location = (await lake.TableAsync(TableName.Parse("silver.orders"), "main", ImportScene.Cancel)).MetadataLocation;
        (await ImportScene.ImportAsync(lake, location)).MetadataLocation.ShouldBe(location);
        (await lake.NumberAsync("select count(*) from silver.people")).ShouldBe(1);
    }

    private static async Task<int> ByIcebirdAsync(Tarn.Lakehouse.Lakehouse lake)
    {
        var metadata = new Uri((await lake.TableAsync(ImportScene.Name, "main", ImportScene.Cancel)).MetadataLocation).LocalPath;
        return (await NodePrograms.ReadTableAsync(Path.GetDirectoryName(Path.GetDirectoryName(metadata))!, Path.GetFileName(metadata))).Length;
    }
}
