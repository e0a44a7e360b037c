using Tarn.Catalog;
using Tarn.Core.Tests.Maintenance;
using Tarn.Engine;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Maintenance;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

/// <summary>Columns of every type of Iceberg are written as the spec wants them, or refused by name; no value is changed on its way.</summary>
public sealed class ColumnWritesTests : IAsyncLifetime
{
    private const string Table = "silver.things";
    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-columns-").FullName;
    private MaintenanceScene _lake = null!;

    public async ValueTask InitializeAsync() => _lake = await MaintenanceScene.OpenAsync(new LocalObjectStore(_folder), TimeProvider.System);

    public ValueTask DisposeAsync()
    {
        _lake.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A type that the engine writes, and a value of it as SQL.</summary>
    public static TheoryData<IcebergType, string, int, string> Written => new()
    {
        { new IcebergType.Uuid(), "'f24f9b64-81fa-49d1-b74e-8c09a6e31c56'::uuid", 2, "copy-on-write" },
        { new IcebergType.Uuid(), "'f24f9b64-81fa-49d1-b74e-8c09a6e31c56'::uuid", 2, "merge-on-read" },
        { new IcebergType.TimestampNanos(WithZone: false), "timestamp_ns '1969-11-07 12:33:54.123456789'", 3, "copy-on-write" },
        { new IcebergType.TimestampNanos(WithZone: false), "timestamp_ns '1969-11-07 12:33:54.123456789'", 3, "merge-on-read" },
        { new IcebergType.Variant(), "{'a': [1, null], 'b': {'c': date '2024-01-30'}}::variant", 3, "copy-on-write" },
        { new IcebergType.Variant(), "'f24f9b64-81fa-49d1-b74e-8c09a6e31c56'::uuid::variant", 3, "merge-on-read" },
        { new IcebergType.Geometry(null), "'POINT (1 2)'::geometry", 3, "copy-on-write" },
        { new IcebergType.Geometry("OGC:CRS84"), "'LINESTRING (1 2, 3 4)'::geometry", 3, "merge-on-read" },
        { new IcebergType.Unknown(), "null", 3, "copy-on-write" },
        { new IcebergType.Unknown(), "null", 3, "merge-on-read" },
        { new IcebergType.Struct(new FieldList([new NestedField { Id = 3, Name = "x", Type = new IcebergType.Int() }, new NestedField { Id = 4, Name = "u", Type = new IcebergType.Unknown() }])), "{'x': 1, 'u': null}", 3, "copy-on-write" },
        { new IcebergType.List(3, new IcebergType.TimestampNanos(WithZone: false), false), "[timestamp_ns '2024-11-07 12:33:54.123456789', null]", 3, "copy-on-write" },
    };

    /// <summary>New rows that are merged are kept by the engine first, whose tables have no columns of unknown type: there such columns are left out.</summary>
    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_table_keeps_its_type_and_values_through_appends_edits_and_compaction(IcebergType type, string value, int version, string mode)
    {
        await MakeAsync(version, mode, Field(2, "c", type));
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, $"select {i} as id, {value} as c");
        await EditAsync(new RowEdit.Delete("id = 0"));
        await EditAsync(new RowEdit.Update(new Dictionary<string, string> { ["id"] = "100" }, "id = 1"));
        var isKept = !SchemaFields.All((await _lake.MetadataAsync(Table)).CurrentSchema).Any(found => found.Field.Type is IcebergType.Unknown);
        await _lake.MergeAsync(Table, isKept ? $"select 2 as id, {value} as c union all select 101, null" : "select 2 as id union all select 101");
        string[] ids = ["2", "3", "4", "5", "100", "101"];
        (await _lake.RowsAsync(Table, "select id from t order by id")).ShouldBe(ids);
        var before = await _lake.RowsAsync(Table, "select id, typeof(c), c::varchar from t order by id");
        before.Where(row => isKept ? !row.StartsWith("101", StringComparison.Ordinal) : row[0] is '3' or '4' or '5').Select(row => row[(row.IndexOf('|') + 1)..]).Distinct().ShouldHaveSingleItem().ShouldBe(TextOf(value, type));
        var report = (await _lake.CompactAsync(new CompactionRule { IsWhole = true }))!;
        (report.FilesAfter, report.Note).ShouldBe((1, null));
        (await _lake.RowsAsync(Table, "select id, typeof(c), c::varchar from t order by id")).ShouldBe(before);
        (await _lake.MetadataAsync(Table)).CurrentSchema.Fields[1].Type.ShouldBe(type);
    }

    [Fact]
    public async Task Files_have_the_types_of_Parquet_that_the_spec_tells_and_no_column_of_unknown_type()
    {
        await MakeAsync(3, "copy-on-write", Field(2, "u", new IcebergType.Uuid()), Field(3, "n", new IcebergType.TimestampNanos(false)), Field(4, "v", new IcebergType.Variant()), Field(5, "g", new IcebergType.Geometry(null)), Field(6, "q", new IcebergType.Unknown()));
        await _lake.AppendAsync(Table, "select 1 as id, uuid() as u, now()::timestamp::timestamp_ns as n, {'a': 1}::variant as v, 'POINT (1 2)'::geometry as g, null as q");
        var file = (await _lake.FilesAsync(Table)).Single().File.Path["file://".Length..];
        using var result = _lake.Connection.Query($"select name || ' ' || coalesce(type, 'group') || coalesce(' ' || regexp_extract(logical_type, '[A-Za-z]+Type'), '') from parquet_schema('{file}') offset 1");
        result.Rows().Select(row => (string)row[0]!).ShouldBe(["id INT32", "u FIXED_LEN_BYTE_ARRAY UUIDType", "n INT64 TimestampType", "v group", "metadata BYTE_ARRAY", "value BYTE_ARRAY", "typed_value FIXED_LEN_BYTE_ARRAY UUIDType", "g BYTE_ARRAY GeometryType"]);
    }

    [Fact]
    public async Task Nanoseconds_stay_in_version_3_at_every_depth_with_bounds_and_partitions()
    {
        var layout = new TableLayout { Properties = Version(3), Partitions = [new PartitionChange.Add(new ColumnPath("seen"), new Transform.Hour()), new PartitionChange.Add(new ColumnPath("seen"), new Transform.Bucket(4))] };
        const string rows =
            """
            select i as id, seen, {'x': seen} as s, [seen] as l, map {i: seen} as m
            from (values (1, timestamp_ns '1969-12-31 23:59:59.999999999'), (2, timestamp_ns '2024-11-07 12:33:54.1'), (3, timestamp_ns '1970-01-01 00:00:00.000000001'), (4, null)) t(i, seen)
            """;
        await _lake.AppendAsync(Table, rows, layout);
        await _lake.AppendAsync(Table, "select 5 as id, timestamp '2024-11-07 12:00:00' as seen");
        (await _lake.MetadataAsync(Table)).CurrentSchema.Fields[1].Type.ShouldBe(new IcebergType.TimestampNanos(WithZone: false));
        (await _lake.RowsAsync(Table, "select id, seen::varchar, s::varchar, l::varchar, m::varchar from t order by id limit 2")).ShouldBe([
            "1|1969-12-31 23:59:59.999999999|{'x': '1969-12-31 23:59:59.999999999'}|['1969-12-31 23:59:59.999999999']|{1='1969-12-31 23:59:59.999999999'}",
            "2|2024-11-07 12:33:54.1|{'x': '2024-11-07 12:33:54.1'}|['2024-11-07 12:33:54.1']|{2='2024-11-07 12:33:54.1'}"]);
        var files = await _lake.FilesAsync(Table);
        files.Select(f => f.File.Partition[0]).ShouldBe([-1, 480828, 0, null, 480828], ignoreOrder: true);
        var first = files.Single(f => f.File.Partition[0] is -1).File;
        BitConverter.ToInt64(first.LowerBounds![2]).ShouldBe(-1);
        BitConverter.ToInt64(first.UpperBounds![2]).ShouldBe(-1);
    }

    [Theory]
    [InlineData("timestamp_ns '2024-11-07 12:33:54.123456'", "timestamp_ns '2024-11-07 12:33:54.123456789'")]
    [InlineData("{'x': 1, 't': timestamp_ns '2024-11-07 12:33:54.123456'}", "{'x': 1, 't': timestamp_ns '1969-11-07 12:33:54.123456789'}")]
    [InlineData("[timestamp_ns '2024-11-07 12:33:54', null]", "[null, timestamp_ns '2024-11-07 12:33:54.000000001']")]
    [InlineData("map {'k': timestamp_ns '2024-11-07 12:33:54'}", "map {'k': timestamp_ns '2024-11-07 12:33:54.000000001'}")]
    public async Task In_version_2_whole_microseconds_are_taken_and_nanoseconds_refused(string whole, string cut)
    {
        await _lake.AppendAsync(Table, $"select {whole} as c from range(3000)");
        (await _lake.RowsAsync(Table, $"select count(*) filter (c = {whole}) from t")).ShouldBe(["3000"]);
        var failure = await Should.ThrowAsync<TarnException>(() => _lake.AppendAsync(Table, $"select case when i < 2500 then {whole} else {cut} end as c from range(3000) as numbers(i)"));
        var problem = failure.Problems.ShouldHaveSingleItem();
        (failure.Kind, problem.Code, problem.What, problem.Where).ShouldBe((FailureKind.Invalid, "table.nanoseconds", "Column 'c' has a value with digits below the microsecond, and the table holds microseconds there.", Table));
        (await _lake.FilesAsync(Table)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_column_of_microseconds_stays_one_when_its_table_is_of_version_3()
    {
        await _lake.AppendAsync(Table, "select 1 as id, timestamp '2024-11-07 12:33:54' as c", new TableLayout { Properties = Version(3) });
        await _lake.AppendAsync(Table, "select 2 as id, timestamp_ns '2024-11-07 12:33:54.5' as c");
        (await Should.ThrowAsync<TarnException>(() => _lake.AppendAsync(Table, "select 3 as id, timestamp_ns '2024-11-07 12:33:54.000000005' as c"))).Problems.Single().Code.ShouldBe("table.nanoseconds");
        (await _lake.MetadataAsync(Table)).CurrentSchema.Fields[1].Type.ShouldBe(new IcebergType.Timestamp(WithZone: false));
        (await _lake.RowsAsync(Table, "select c::varchar from t order by id")).ShouldBe(["2024-11-07 12:33:54", "2024-11-07 12:33:54.5"]);
    }

    [Theory]
    [InlineData("date 'infinity'", "\"c\"", 2)]
    [InlineData("timestamp '-infinity'", "\"c\"", 2)]
    [InlineData("timestamptz 'infinity'", "\"c\"", 2)]
    [InlineData("timestamp_ns 'infinity'", "\"c\"", 2)]
    [InlineData("timestamp_ns '-infinity'", "\"c\"", 3)]
    [InlineData("[{'x': date '-infinity'}]", "\"c\".\"element\".\"x\"", 2)]
    public async Task Infinite_dates_and_timestamps_are_refused(string value, string column, int version)
    {
        await _lake.AppendAsync(Table, $"select 1 as id, case when false then {value} end as c", new TableLayout { Properties = Version(version) });
        var failure = await Should.ThrowAsync<TarnException>(() => _lake.AppendAsync(Table, $"select i as id, case when i = 1999 then {value} end as c from range(2000) as numbers(i)"));
        var problem = failure.Problems.ShouldHaveSingleItem();
        (failure.Kind, problem.Code, problem.What).ShouldBe((FailureKind.Invalid, "table.infinity", $"Column {column} has an infinite value, which Iceberg tables cannot hold."));
        (await _lake.RowsAsync(Table, "select count(*) from t")).ShouldBe(["1"]);
    }

    [Theory]
    [InlineData("date", "day")]
    [InlineData("timestamp", "hour")]
    [InlineData("timestamp", "month")]
    [InlineData("timestamp", "identity")]
    [InlineData("timestamp", "bucket[4]")]
    public async Task Infinity_is_refused_in_partitions_too(string type, string transform)
    {
        var layout = new TableLayout { Partitions = [new PartitionChange.Add(new ColumnPath("c"), TransformText.Parse(transform))] };
        var failure = await Should.ThrowAsync<TarnException>(() => _lake.AppendAsync(Table, $"select {type} 'infinity' as c union all select {type} '2024-01-01'", layout));
        failure.Problems.ShouldHaveSingleItem().Code.ShouldBe("table.infinity");
    }

    [Fact]
    public async Task Infinity_that_a_table_has_already_is_left_to_it_by_compaction()
    {
        await MakeAsync(2, "copy-on-write", Field(2, "c", new IcebergType.Date()));
        for (var i = 0; i < 5; i++)
            await AddFileAsync($"select {i}::integer as id, date 'infinity' as c", "id: 1, c: 2");
        (await _lake.CompactAsync())!.FilesAfter.ShouldBe(1);
        (await _lake.RowsAsync(Table, "select distinct c::varchar from t")).ShouldBe(["infinity"]);
    }

    /// <summary>A type that the engine cannot write.</summary>
    public static TheoryData<IcebergType, string, int> NotWritten => new()
    {
        { new IcebergType.Fixed(3), "'abc'::blob", 2 },
        { new IcebergType.Fixed(3), "'abc'::blob", 3 },
        { new IcebergType.Geography(null, null), "'POINT (1 2)'::geometry", 3 },
        { new IcebergType.Geometry("srid:3857"), "'POINT (1 2)'::geometry", 3 },
        { new IcebergType.List(3, new IcebergType.Fixed(3), false), "['abc'::blob]", 2 },
    };

    [Theory]
    [MemberData(nameof(NotWritten))]
    public async Task A_column_that_cannot_be_written_is_refused_by_name_and_rows_without_it_are_taken(IcebergType type, string value, int version)
    {
        await MakeAsync(version, "copy-on-write", Field(2, "c", type));
        await AddFileAsync($"select 1::integer as id, {value} as c", "id: 1, c: " + (type is IcebergType.List ? "{__duckdb_field_id: 2, element: 3}" : "2"));
        var problem = (await Should.ThrowAsync<TarnException>(() => _lake.AppendAsync(Table, $"select 2 as id, {value} as c"))).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Where).ShouldBe(("table.column-write", Table));
        problem.What.ShouldContain(type is IcebergType.List ? "'c.element' is fixed[3]" : $"'c' is {TypeText.Print(type)}");
        await _lake.AppendAsync(Table, "select 2 as id");
        (await _lake.RowsAsync(Table, "select id, c is null from t order by id")).ShouldBe(["1|False", "2|True"]);
        (await _lake.MetadataAsync(Table)).CurrentSchema.Fields[1].Type.ShouldBe(type);
    }

    [Theory]
    [MemberData(nameof(NotWritten))]
    public async Task Rows_beside_such_a_column_are_deleted_on_read_and_not_otherwise(IcebergType type, string value, int version)
    {
        await MakeAsync(version, "copy-on-write", Field(2, "c", type));
        await AddFileAsync($"select i::integer as id, {value} as c from range(4) as numbers(i)", "id: 1, c: " + (type is IcebergType.List ? "{__duckdb_field_id: 2, element: 3}" : "2"));
        (await Should.ThrowAsync<TarnException>(() => EditAsync(new RowEdit.Delete("id = 1")))).Problems.Single().Code.ShouldBe("table.column-write");
        await SetAsync(TableProperties.DeleteMode, "merge-on-read");
        await EditAsync(new RowEdit.Delete("id = 1"));
        await EditAsync(new RowEdit.Delete("c is not null and id = 3"));
        (await _lake.RowsAsync(Table, "select id, c is null from t order by id")).ShouldBe(["0|False", "2|False"]);
        (await Should.ThrowAsync<TarnException>(() => EditAsync(new RowEdit.Update(new Dictionary<string, string> { ["id"] = "9" }, "id = 2")))).Problems.Single().Code.ShouldBe("table.column-write");
    }

    [Fact]
    public async Task Compaction_passes_over_a_table_with_such_a_column_and_says_so()
    {
        await MakeAsync(2, "merge-on-read", Field(2, "c", new IcebergType.Fixed(3)));
        for (var i = 0; i < 6; i++)
            await AddFileAsync($"select {i}::integer as id, 'abc'::blob as c", "id: 1, c: 2");
        var before = await _lake.FilesAsync(Table);
        foreach (var isDry in new[] { true, false })
        {
            var report = (await _lake.MaintainAsync(new MaintenanceRequest { Steps = [MaintenanceStep.Compact], IsDryRun = isDry })).Compactions!.Single();
            (report.Groups.Count, report.Commits.Count, report.Note).ShouldBe((0, 0, "Column 'c' is fixed[3]: DuckDB writes no Parquet columns of a fixed length."));
        }
        (await _lake.FilesAsync(Table)).Select(f => f.File.Path).ShouldBe(before.Select(f => f.File.Path));
    }

    [Fact]
    public async Task A_column_of_nulls_is_of_the_tables_type()
    {
        await _lake.AppendAsync(Table, "select 1 as id, {'x': 1, 'd': date '2026-01-01'} as s, 2.5::decimal(9, 2) as p");
        await _lake.AppendAsync(Table, "select 2 as id, null as s, null as p");
        await _lake.AppendAsync(Table, "select 3 as id, {'x': null, 'd': null} as s");
        (await _lake.RowsAsync(Table, "select id, s::varchar, p from t order by id")).ShouldBe(["1|{'x': 1, 'd': 2026-01-01}|2.50", "2||", "3|{'x': NULL, 'd': NULL}|"]);
    }

    [Fact]
    public async Task A_replaced_table_takes_what_the_engine_writes_in_place_of_what_it_does_not()
    {
        await MakeAsync(2, "copy-on-write", Field(2, "c", new IcebergType.Fixed(3)));
        await _lake.AppendAsync(Table, "select 1 as id, 'abc'::blob as c", mode: new WriteMode.Replace());
        (await _lake.MetadataAsync(Table)).CurrentSchema.Fields.Select(f => f.Type).ShouldBe([new IcebergType.Int(), new IcebergType.Binary()]);
        (await _lake.RowsAsync(Table, "select c::varchar from t")).ShouldBe(["abc"]);
    }

    [Fact]
    public async Task A_void_field_of_a_dropped_column_stands_in_no_writers_way()
    {
        var spec = new PartitionSpec { SpecId = 0, Fields = [new PartitionField(1, 1000, "a_void", new Transform.Void()), new PartitionField(2, 1001, "day", new Transform.Day())] };
        await MakeAsync(2, "merge-on-read", spec, Field(2, "ts", new IcebergType.Timestamp(WithZone: false)), Field(3, "name", new IcebergType.String()));
        var metadata = await _lake.MetadataAsync(Table);
        var dropped = SchemaEvolution.Apply(metadata.CurrentSchema, metadata.LastColumnId, [new SchemaChange.Drop(new ColumnPath("id"))], 2).Schema;
        await SaveAsync(MetadataChange.Apply(metadata, [new TableUpdate.AddSchema(dropped), new TableUpdate.SetCurrentSchema(TableUpdate.LastAdded)], metadata.LastUpdatedMs));
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, $"select timestamp '2026-01-01 10:00:00' + interval (d) day as ts, 'n{i}' as name from range(2) as days(d)");
        await EditAsync(new RowEdit.Delete("name = 'n0' and ts < timestamp '2026-01-02'"));
        (await _lake.CompactAsync())!.FilesAfter.ShouldBe(2);
        (await _lake.RowsAsync(Table, "select ts::date, count(*) from t group by 1 order by 1")).ShouldBe(["01/01/2026|5", "01/02/2026|6"]);
        (await _lake.FilesAsync(Table)).Select(f => f.File.Partition).ShouldBe([[null, 20454], [null, 20455]], ignoreOrder: true);
    }

    [Fact]
    public async Task A_table_that_is_partitioned_by_a_dropped_column_is_passed_over_by_compaction()
    {
        await MakeAsync(2, "merge-on-read", new PartitionSpec { SpecId = 0, Fields = [new PartitionField(1, 1000, "id", new Transform.Identity())] }, Field(2, "name", new IcebergType.String()));
        for (var i = 0; i < 6; i++)
            await _lake.AppendAsync(Table, "select 1 as id, 'n' as name");
        var metadata = await _lake.MetadataAsync(Table);
        var without = metadata.CurrentSchema with { SchemaId = 1, Fields = new FieldList([metadata.CurrentSchema.Fields[1]]) };
        await SaveAsync(metadata with { Schemas = [.. metadata.Schemas, without], CurrentSchemaId = 1 });
        (await _lake.CompactAsync())!.Note.ShouldBe("The table is partitioned by 'id', whose column was dropped.");
    }

    private static NestedField Field(int id, string name, IcebergType type) => new() { Id = id, Name = name, Type = type };

    private static Dictionary<string, string> Version(int version) => new(StringComparer.Ordinal) { ["format-version"] = $"{version}" };

    private Task MakeAsync(int version, string mode, params NestedField[] fields) => MakeAsync(version, mode, PartitionSpec.Unpartitioned, fields);

    /// <summary>A table as another engine makes it: <c>id</c> and other columns.</summary>
    private async Task MakeAsync(int version, string mode, PartitionSpec spec, params NestedField[] fields)
    {
        var table = new NewTable
        {
            TableUuid = _lake.Ids.NextUuid(),
            Location = _lake.Tables.Files.LocationOf("tables/t"),
            Schema = new TableSchema { SchemaId = 0, Fields = new FieldList([Field(1, "id", new IcebergType.Int()), .. fields]) },
            Spec = spec,
            FormatVersion = version,
            Properties = new[] { TableProperties.DeleteMode, TableProperties.UpdateMode, TableProperties.MergeMode }.ToDictionary(name => name, _ => mode, StringComparer.Ordinal),
        };
        await _lake.CommitAsync(Table, null, await _lake.Writer.SaveAsync(null, TableMetadata.Create(table, 1), default));
    }

    private async Task SaveAsync(TableMetadata metadata)
    {
        var before = await _lake.FindAsync(Table);
        await _lake.CommitAsync(Table, before, await _lake.Writer.SaveAsync(before, metadata, default));
    }

    private async Task SetAsync(string property, string value)
    {
        var metadata = await _lake.MetadataAsync(Table);
        await SaveAsync(MetadataChange.Apply(metadata, [new TableUpdate.SetProperties(new Dictionary<string, string> { [property] = value })], metadata.LastUpdatedMs));
    }

    private async Task EditAsync(RowEdit edit)
    {
        var before = (await _lake.FindAsync(Table))!;
        await _lake.CommitAsync(Table, before, await _lake.EditedAsync(Table, before, edit));
    }

    /// <summary>Adds a file as another engine might have written it.</summary>
    private async Task AddFileAsync(string select, string fieldIds)
    {
        var metadata = await _lake.MetadataAsync(Table);
        var name = $"{_lake.Ids.NextHex(12)}.parquet";
        var path = Path.Combine(_folder, name);
        var rows = _lake.Connection.Execute($"copy ({select}) to '{path}' (format parquet, field_ids {{{fieldIds}}})");
        var file = new DataFile { Path = $"{metadata.Location}/data/{name}", RecordCount = rows, FileBytes = new FileInfo(path).Length };
        await _lake.Tables.Files.CreateFromFileAsync(file.Path, path);
        var intent = new SnapshotIntent { SnapshotId = _lake.Ids.NextSnapshotId(), TimestampMs = metadata.LastUpdatedMs, CommitUuid = _lake.Ids.NextUuid() };
        var commit = await AppendFiles.PrepareAsync(_lake.Tables.Files, metadata, intent, [file]);
        await SaveAsync(MetadataChange.Apply(metadata, commit.Updates, metadata.LastUpdatedMs));
    }

    private string TextOf(string value, IcebergType type)
    {
        using var result = _lake.Connection.Query($"select typeof(c), c::varchar from (select ({value})::{EngineType.SqlOf(type)} as c)");
        return string.Join('|', result.ReadAll()[0]);
    }
}
