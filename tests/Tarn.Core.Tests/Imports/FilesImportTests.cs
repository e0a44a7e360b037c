using Tarn.Core.Tests.Lakehouse;
using Tarn.Engine;
using Tarn.Iceberg.Tests;
using Tarn.Iceberg.Types;
using Tarn.Imports;
using Tarn.Runs;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Imports;

/// <summary>Files that the engine's own COPY wrote, as anybody's tools do: without field ids.</summary>
public sealed class FilesImportTests : IDisposable
{
    private readonly ImportScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Files_become_a_table_and_stay_where_they_are()
    {
        _scene.Copy("a.parquet", "select i as id, 'n' || i as name, i::float as f from range(10) as t(i)");
        _scene.Copy("deep/b.parquet", "select i::bigint as id, {'x': i, 'y': [i]} as st, map {'k': i} as mp, date '2024-01-01' + i::int as day from range(10, 15) as t(i)");
        var before = ImportScene.Contents(_scene.Elsewhere);
        await using var lake = await _scene.Project.OpenAsync();
        var imported = await ImportAsync(lake, "**/*.parquet");
        (imported.Plan.Rows, imported.Plan.Files.Count, imported.Plan.IsNew).ShouldBe((15, 2, true));
        (await lake.RowsAsync("select count(*), sum(id), count(name), sum(st.x), sum(mp['k']), max(st.y[1]), min(day)::varchar from silver.people")).ShouldBe(["15|105|10|60|60|14|2024-01-11"]);
        (await lake.RowsAsync("select name from silver.people where id = 3")).ShouldBe(["n3"]);
        var told = await ImportAsync(lake, "**/*.parquet");
        (told.Plan.Skipped, told.Plan.Files.Count, told.Commit).ShouldBe((2, 0, null));
        _scene.Copy("c.parquet", "select 99 as id");
        (await ImportAsync(lake, "**/*.parquet")).Plan.Skipped.ShouldBe(2);
        (await lake.NumberAsync("select sum(id)::bigint from silver.people")).ShouldBe(204);
        File.Delete(Path.Combine(_scene.Elsewhere, "c.parquet"));
        ImportScene.Contents(_scene.Elsewhere).ShouldBe(before);
    }

    [Fact]
    public async Task Counts_bounds_and_row_groups_come_from_the_footers()
    {
        _scene.Copy(
            "a.parquet",
            """
            select case when i >= 10 then i end as id, i::smallint as small, i::uinteger as u, 'name ' || lpad(i::varchar, 40, '0') as name, (i / 4)::float as f, case when i = 0 then 'nan'::double else i end as d,
                   (i / 8)::decimal(9, 3) as dec, i % 2 = 0 as b, date '2024-01-01' + i::int as day, timestamp '2024-01-01' + interval (i) hour as ts, timestamptz '2024-01-01 00:00:00+00' + interval (i) hour as tz,
                   time '00:00:00' + interval (i % 24) hour as t, uuid '00000000-0000-0000-0000-000000000000' as uid, 'x'::blob as bin, null::int as nothing
            from range(5000) as t(i)
            """,
            "row_group_size 2048");
        await using var lake = await _scene.Project.OpenAsync();
        await ImportAsync(lake, "a.parquet");
        (await lake.RowsAsync("select record_count, file_size_in_bytes, len(split_offsets), split_offsets[1] from \"silver.people$files\""))
            .ShouldBe([$"5000|{new FileInfo(Path.Combine(_scene.Elsewhere, "a.parquet")).Length}|3|4"]);
        (await lake.RowsAsync("select m.id.null_value_count, m.id.lower_bound, m.id.upper_bound, m.small.upper_bound, m.u.upper_bound, m.f.upper_bound, m.dec.upper_bound from (select unnest([readable_metrics]) as m from \"silver.people$files\")"))
            .ShouldBe(["10|10|4999|4999|4999|1249.75|624.875"]);
        (await lake.RowsAsync("select m.name.lower_bound, m.name.upper_bound, m.day.upper_bound::varchar, m.ts.upper_bound::varchar, m.t.upper_bound::varchar, m.b.lower_bound, m.bin.lower_bound is null, m.nothing.null_value_count, m.nothing.lower_bound from (select unnest([readable_metrics]) as m from \"silver.people$files\")"))
            .ShouldBe(["name 00000000000|name 00000000001|2037-09-08|2024-07-27 07:00:00|23:00:00|False|True|5000|null"]);
        (await lake.NumberAsync("select count(*) from silver.people where id < 12 or d > 4998 or isnan(d)")).ShouldBe(4);
    }

    [Fact]
    public async Task Folders_that_tell_values_become_columns_that_partition_the_files()
    {
        _scene.Copy("year=2024/city=K%C3%B6ln/day=2024-02-03/a.parquet", "select 1 as id");
        _scene.Copy("year=2025/city=__HIVE_DEFAULT_PARTITION__/day=2025-02-03/b.parquet", "select 2 as id");
        await using var lake = await _scene.Project.OpenAsync();
        var plan = (await ImportAsync(lake, "**/*.parquet")).Plan;
        plan.Partitions.ShouldBe(["year", "city", "day"]);
        plan.Columns.Select(c => $"{c.Name} {c.Type} {c.IsFolder}").ShouldBe(["id int False", "year int True", "city string True", "day date True"]);
        (await lake.RowsAsync("select id, year, city, day::varchar from silver.people order by id")).ShouldBe(["1|2024|Köln|2024-02-03", "2|2025|null|2025-02-03"]);
        (await lake.RowsAsync("select id from silver.people where year = 2025")).ShouldBe(["2"]);
        _scene.Copy("year=2026/city=Bonn/day=2026-01-01/c.parquet", "select 3 as id");
        (await ImportAsync(lake, "year=2026/**/*.parquet")).Plan.Files.Count.ShouldBe(1);
        (await lake.RowsAsync("select id from silver.people where year = 2026 and city = 'Bonn'")).ShouldBe(["3"]);
    }

    [Theory]
    [InlineData("01", "02", "string")]
    [InlineData("1", "12", "int")]
    [InlineData("1", "3000000000", "long")]
    [InlineData("2024-01-01", "2024-02-01", "date")]
    [InlineData("2024-01-01", "x", "string")]
    [InlineData("1.5", "2", "string")]
    public async Task A_folders_type_changes_no_value(string one, string other, string type)
    {
        _scene.Copy($"k={one}/a.parquet", "select 1 as id");
        _scene.Copy($"k={other}/a.parquet", "select 2 as id");
        await using var lake = await _scene.Project.OpenAsync();
        (await PlanAsync(lake, "**/*.parquet")).Columns.Single(c => c.Name == "k").Type.ShouldBe(type);
    }

    [Fact]
    public async Task The_snapshot_tells_what_the_import_says()
    {
        _scene.Copy("a.parquet", "select 1 as id");
        await using var lake = await _scene.Project.OpenAsync();
        var request = new FileImportRequest { Table = ImportScene.Name, Branch = BranchName.Main, Files = Path.Combine(_scene.Elsewhere, "a.parquet"), Author = "ann" };
        (await Should.ThrowAsync<TarnException>(() => lake.ImportFilesAsync(request with { SnapshotProperties = new Dictionary<string, string> { ["total-records"] = "7" } }, ImportScene.Cancel))).Problems.Single().Code.ShouldBe("table.snapshot-property");
        await lake.ImportFilesAsync(request with { SnapshotProperties = new Dictionary<string, string> { ["delivery"] = "42" } }, ImportScene.Cancel);
        (await lake.RowsAsync("select summary['delivery'], summary['added-records'] from \"silver.people$snapshots\"")).ShouldBe(["42|1"]);
    }

    [Fact]
    public async Task A_table_takes_files_with_new_columns_and_wider_types_in_one_commit()
    {
        _scene.Project.With("models/silver/people.sql", "{{ config(materialized='incremental') }}\nselect order_id::int as id, customer as name from {{ source('shop', 'orders') }}").WithRevision(1, (1, "ann", 10));
        await using var lake = await _scene.Project.OpenAsync();
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        _scene.Copy("a.parquet", "select 5000000000 as id, 'far' as name, 7 as age");
        var before = (await lake.Catalog.ResolveAsync("main", ImportScene.Cancel)).Id;
        var plan = (await ImportAsync(lake, "a.parquet")).Plan;
        plan.Columns.Select(c => $"{c.Name} {c.Before ?? "new"} {c.Type}").ShouldBe(["id int long", "name string string", "age new int"]);
        (await lake.Catalog.ResolveAsync("main", ImportScene.Cancel)).Parents.ShouldBe([before]);
        (await lake.RowsAsync("select * from silver.people order by id")).ShouldBe(["1|ann|null", "5000000000|far|7"]);
        _scene.Project.WithRevision(2, (2, "bob", 20));
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldBe(RunStatus.Succeeded);
        (await lake.NumberAsync("select count(*) from silver.people where age is null")).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_partitioned_table_takes_files_whose_bounds_or_folders_tell_one_partition()
    {
        await PartitionedAsync("day(seen)", "kind");
        await using var lake = await _scene.Project.OpenAsync();
        _scene.Copy("kind=b/one.parquet", "select 7::bigint as id, timestamp '2024-05-01' + interval (i) hour as seen from range(24) as t(i)");
        await ImportAsync(lake, "kind=b/one.parquet");
        (await lake.RowsAsync("select count(*) from silver.people where kind = 'b' and seen >= timestamp '2024-05-01' and seen < timestamp '2024-05-02'")).ShouldBe(["24"]);
        (await lake.RowsAsync("select partition.kind, partition.seen_day::varchar from \"silver.people$files\" where record_count = 24")).ShouldBe(["b|2024-05-01"]);
        _scene.Copy("kind=b/two.parquet", "select 7::bigint as id, timestamp '2024-05-01' + interval (i) day as seen from range(24) as t(i)");
        _scene.Copy("kind=b/three.parquet", "select 7::bigint as id, null::timestamp as seen union all select 8, timestamp '2024-05-01'");
        var told = (await PlanAsync(lake, "kind=b/*.parquet")).Conflicts.ShouldHaveSingleItem();
        (told.Column, told.Sides[0].Files, told.What.Contains("day(seen)", StringComparison.Ordinal)).ShouldBe(("seen", 2, true));
    }

    [Fact]
    public async Task Everything_that_does_not_fit_is_told_at_once_and_nothing_is_done()
    {
        _scene.Copy("a.parquet", "select 1 as id, 1 as k, [1] as li");
        _scene.Copy("b.parquet", "select 'x' as id, 2::ubigint as u, {'a': 1} as li");
        _scene.Copy("c.parquet", "select 'x' as id, 1 as \"K\", timestamp_ns '2024-01-01 00:00:00' as ns, interval 1 day as iv");
        _scene.Copy("k=1/d.parquet", "select 2::bigint as id");
        await using var lake = await _scene.Project.OpenAsync();
        var plan = await PlanAsync(lake, "**/*.parquet");
        plan.Conflicts.Select(c => c.Column).Order(StringComparer.Ordinal).ShouldBe(["K", "id", "iv", "k", "li", "ns", "u"]);
        plan.Conflicts.Single(c => c.Column == "id").Sides.Select(s => $"{s.Type} {s.Files} {Path.GetFileName(s.Where)}").ShouldBe(["int 1 a.parquet", "string 2 b.parquet", "long 1 d.parquet"]);
        var thrown = await Should.ThrowAsync<TarnException>(() => ImportAsync(lake, "**/*.parquet"));
        (thrown.Kind, thrown.Problems.Count).ShouldBe((FailureKind.Invalid, 7));
        thrown.Problems.ShouldAllBe(p => p.Code == "import.conflict" && p.Where != null);
        (await lake.TablesAsync("main")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_file_to_import_is_told()
    {
        await using var lake = await _scene.Project.OpenAsync();
        (await CodeAsync(lake, "*.parquet")).ShouldBe("import.no-files");
        (await CodeAsync(lake, "{a")).ShouldBe("import.files");
        _scene.Copy("a.parquet", "select 1 as id");
        await File.WriteAllTextAsync(Path.Combine(_scene.Elsewhere, "b.parquet"), "no parquet", ImportScene.Cancel);
        await File.WriteAllTextAsync(Path.Combine(_scene.Elsewhere, "c.parquet"), "", ImportScene.Cancel);
        var broken = await Should.ThrowAsync<TarnException>(() => ImportAsync(lake, "*.parquet"));
        broken.Problems.Select(p => (p.Code, Path.GetFileName(p.Where))).ShouldBe([("import.parquet", "b.parquet"), ("import.parquet", "c.parquet")]);
        _scene.Copy("odd[1].parquet", "select 1 as id");
        (await CodeAsync(lake, "odd*.parquet")).ShouldBe("import.files");
        (await ImportAsync(lake, "a.parquet")).Plan.Files.Count.ShouldBe(1);
        _scene.Project.With("models/silver/own.sql", "select 1 as id");
        (await lake.RunAsync(new RunRequest(), cancel: ImportScene.Cancel)).Status.ShouldNotBe(RunStatus.Interrupted);
        var own = await Should.ThrowAsync<TarnException>(() => lake.ImportFilesAsync(new() { Table = ImportScene.Name, Branch = BranchName.Main, Files = $"{_scene.Project.Root}/lake/**/*.parquet", Author = "anna" }, ImportScene.Cancel));
        own.Problems.Single().Code.ShouldBeOneOf("import.files", "import.no-files");
    }

    [Fact]
    public async Task Hidden_work_of_writers_and_files_without_rows_are_passed_by()
    {
        _scene.Copy("a.parquet", "select 1 as id");
        _scene.Copy("_temporary/0/b.parquet", "select 2 as id");
        _scene.Copy(".staging/c.parquet", "select 3 as id");
        _scene.Copy("empty.parquet", "select 4 as id where false");
        await using var lake = await _scene.Project.OpenAsync();
        var plan = await PlanAsync(lake, "");
        (plan.Files.Select(f => Path.GetFileName(f.Path)).Single(), plan.Empty).ShouldBe(("a.parquet", 1));
    }

    [Fact]
    public async Task Files_with_field_ids_keep_them_and_must_agree_with_the_table()
    {
        _scene.Copy("a.parquet", "select 1 as id, 'x' as name", "field_ids {id: 7, name: 3}");
        await using var lake = await _scene.Project.OpenAsync();
        await ImportAsync(lake, "a.parquet");
        var metadata = await ImportScene.MetadataAsync(lake);
        metadata.CurrentSchema.Fields.Select(f => (f.Id, f.Name)).ShouldBe([(7, "id"), (3, "name")]);
        (metadata.LastColumnId, metadata.Properties.ContainsKey(NameMapping.Property)).ShouldBe((7, false));
        (await lake.RowsAsync("from silver.people")).ShouldBe(["1|x"]);
        _scene.Copy("b.parquet", "select 2 as id, 'y' as name", "field_ids {id: 7, name: 3}");
        _scene.Copy("plain.parquet", "select 3 as id, 'z' as name, true as more");
        (await ImportAsync(lake, "{b,plain}.parquet")).Plan.Rows.ShouldBe(2);
        (await lake.RowsAsync("from silver.people order by id")).ShouldBe(["1|x|null", "2|y|null", "3|z|True"]);
        _scene.Copy("other.parquet", "select 4 as id, 'z' as name, 1 as far", "field_ids {id: 3, name: 7, far: 99}");
        (await PlanAsync(lake, "other.parquet")).Conflicts.Select(c => c.What).ShouldBe(
            ["'id' has the field id 3, which is 'name' in the table.", "'name' has the field id 7, which is 'id' in the table.", "'far' has the field id 99, which the table never gave."]);
        _scene.Copy("half.parquet", "select 4 as id, 'z' as name", "field_ids {id: 7}");
        (await PlanAsync(lake, "half.parquet")).Conflicts.Single().What.ShouldBe("'name' has no field id in a file that has ids.");
    }

    [Fact]
    public async Task Files_of_different_tables_and_files_of_deletes_are_no_files_of_one_table()
    {
        _scene.Copy("a.parquet", "select 1 as id", "field_ids {id: 1}");
        _scene.Copy("b.parquet", "select 1 as other", "field_ids {other: 1}");
        await using var lake = await _scene.Project.OpenAsync();
        (await PlanAsync(lake, "*.parquet")).Conflicts.Single().What.ShouldBe("'id' and 'other' have the same field id 1: the files are of different tables.");
        _scene.Copy("deletes/c.parquet", "select 'x' as file_path, 1::bigint as pos", "field_ids {file_path: 2147483546, pos: 2147483545}");
        (await PlanAsync(lake, "deletes/*.parquet")).Conflicts.Select(c => c.Column).ShouldBe(["file_path", "pos"]);
    }

    [Fact]
    public async Task Both_sides_of_a_merge_may_import_files()
    {
        _scene.Copy("one/a.parquet", "select 1 as id");
        _scene.Copy("two/b.parquet", "select 2 as id");
        _scene.Copy("three/c.parquet", "select 3 as id");
        await using var lake = await _scene.Project.OpenAsync();
        await ImportAsync(lake, "one/*.parquet");
        var dev = BranchName.Parse("dev/anna");
        await lake.Catalog.CreateBranchAsync(dev, "main", ImportScene.Cancel);
        await ImportAsync(lake, "two/*.parquet");
        await ImportAsync(lake, "three/*.parquet", dev);
        await lake.MergeAsync(dev, BranchName.Main, "anna", cancel: ImportScene.Cancel);
        (await lake.RowsAsync("select id from silver.people order by id")).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Files_that_hold_the_same_table_twice_at_once_are_added_by_one_of_two()
    {
        _scene.Copy("a.parquet", "select 1 as id");
        await using var one = await _scene.Project.OpenAsync();
        await using var two = await _scene.Project.OpenAsync();
        var done = await Task.WhenAll(ImportAsync(one, "*.parquet"), ImportAsync(two, "*.parquet"));
        done.Select(d => d.Plan.Skipped).Order().ShouldBe([0, 1]);
        (await one.NumberAsync("select count(*) from silver.people")).ShouldBe(1);
    }

    [Fact]
    public async Task Icebird_reads_what_was_imported()
    {
        _scene.Copy("year=2024/a.parquet", "select i as id, 'n' || i as name from range(10) as t(i)", "compression uncompressed");
        await using var lake = await _scene.Project.OpenAsync();
        var location = new Uri((await ImportAsync(lake, "**/*.parquet")).MetadataLocation!).LocalPath;
        (await NodePrograms.ReadTableAsync(Path.GetDirectoryName(Path.GetDirectoryName(location))!, Path.GetFileName(location))).Length.ShouldBe(10);
    }

    private async Task PartitionedAsync(params string[] by)
    {
        _scene.Project.With(
            "models/silver/people.sql",
            $$$"""
            {{ config(materialized='incremental', partition_by=[{{{string.Join(", ", by.Select(one => $"'{one}'"))}}}]) }}
            select order_id as id, timestamp '2024-01-01' as seen, customer as kind from {{ source('shop', 'orders') }}
            """).WithRevision(1, (1, "a", 10));
        (await _scene.Project.RunAsync()).Status.ShouldBe(RunStatus.Succeeded);
    }

    private Task<ImportedFiles> ImportAsync(Lake lake, string files, BranchName? branch = null) => lake.ImportFilesAsync(RequestOf(files) with { Branch = branch ?? BranchName.Main }, ImportScene.Cancel);

    private Task<FileImportPlan> PlanAsync(Lake lake, string files) => lake.PlanImportAsync(RequestOf(files), ImportScene.Cancel);

    private async Task<string> CodeAsync(Lake lake, string files) => (await Should.ThrowAsync<TarnException>(() => ImportAsync(lake, files))).Problems.Single().Code;

    private FileImportRequest RequestOf(string files) => new() { Table = ImportScene.Name, Branch = BranchName.Main, Files = Path.Combine(_scene.Elsewhere, files), Author = "anna" };
}
