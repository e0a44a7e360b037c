using Tarn.Catalog;
using Tarn.Iceberg;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

/// <summary>Columns that files do not have, or not under the field id or the name that the table has now (spec, "Column Projection").</summary>
public sealed class ColumnProjectionTests : IDisposable
{
    private readonly DeletesScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Files_without_field_ids_are_read_by_the_tables_name_mapping()
    {
        var table = await _scene.CreateAsync(
            Schema(Field("id", new IcebergType.Long()), Field("title", new IcebergType.String()), Field("extra", new IcebergType.Int())),
            properties: (NameMapping.Property, """[{"field-id": 1, "names": ["id", "record_id"]}, {"field-id": 2, "names": ["name.of"]}, {"names": ["extra"]}]"""));
        table = await _scene.AddAsync(table, _scene.DataFile("select 1 as record_id, 'a' as \"name.of\", 7 as extra"), _scene.DataFile("select 'b' as \"name.of\", 2::smallint as id"));
        (await _scene.RowsAsync(table)).ShouldBe(["1,a,", "2,b,"]);
        (await _scene.RowsAsync(table, "select title from t where id = 2")).ShouldBe(["b"]);
    }

    [Fact]
    public async Task The_name_mapping_reaches_into_structs_lists_and_maps()
    {
        var point = new IcebergType.Struct(new FieldList([Field("latitude", new IcebergType.Double()), Field("longitude", new IcebergType.Double())]));
        var table = await _scene.CreateAsync(
            Schema(Field("p", point), Field("l", new IcebergType.List(0, point, false)), Field("m", new IcebergType.Map(0, new IcebergType.String(), 0, point, false))),
            properties: (NameMapping.Property, """
                [
                  {"field-id": 1, "names": ["p"], "fields": [{"field-id": 4, "names": ["lat"]}, {"field-id": 5, "names": ["long"]}]},
                  {"field-id": 2, "names": ["l"], "fields": [{"field-id": 6, "names": ["element"], "fields": [{"field-id": 7, "names": ["lat"]}, {"field-id": 8, "names": ["long"]}]}]},
                  {"field-id": 3, "names": ["m"], "fields": [{"field-id": 9, "names": ["key"]}, {"field-id": 10, "names": ["value"], "fields": [{"field-id": 11, "names": ["lat"]}, {"field-id": 12, "names": ["long"]}]}]}
                ]
                """));
        const string rows = "select {'lat': 1, 'long': 2::float} as p, [{'lat': 3, 'long': 4}, null] as l, map {'k': {'lat': 5, 'long': 6}, 'n': null} as m union all select null, null, null";
        (await SchemaIdsAsync(table)).ShouldBe("1 p, 4 latitude, 5 longitude, 2 l, 6 element, 7 latitude, 8 longitude, 3 m, 9 key, 10 value, 11 latitude, 12 longitude");
        table = await _scene.AddAsync(table, _scene.DataFile(rows));
        (await _scene.RowsAsync(table, "select columns(*)::varchar from t order by all nulls last")).ShouldBe(
        [
            "{'latitude': 1.0, 'longitude': 2.0},[{'latitude': 3.0, 'longitude': 4.0}, NULL],{k={'latitude': 5.0, 'longitude': 6.0}, n=NULL}",
            ",,",
        ]);
    }

    [Fact]
    public async Task A_file_without_field_ids_of_a_table_without_a_mapping_is_refused_by_its_name()
    {
        var table = await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long())));
        var file = _scene.DataFile("select 1 as id");
        var broken = await _scene.AddAsync(table, file);
        var e = await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken));
        e.Kind.ShouldBe(IcebergFault.Unsupported);
        e.Location.ShouldBe(file.Path);
        e.Message.ShouldContain(NameMapping.Property);
        (await _scene.RowsAsync(await _scene.AddAsync(table, _scene.DataFile("select 1 as x", "x: 1")))).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_mapping_that_is_none_is_told_with_its_place()
    {
        var table = await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long())), properties: (NameMapping.Property, """[{"field-id": 1, "names": "id"}]"""));
        var broken = await _scene.AddAsync(table, _scene.DataFile("select 1 as id"));
        (await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken))).Property.ShouldBe($"properties.{NameMapping.Property}[0].names");
    }

    [Fact]
    public async Task A_column_of_another_shape_is_refused_with_its_file()
    {
        var point = new IcebergType.Struct(new FieldList([Field("x", new IcebergType.Int())]));
        var table = await _scene.CreateAsync(
            Schema(Field("p", point)), properties: (NameMapping.Property, """[{"field-id": 1, "names": ["p"], "fields": [{"field-id": 2, "names": ["x"]}]}]"""));
        var file = _scene.DataFile("select [1] as p");
        var broken = await _scene.AddAsync(table, file);
        var e = await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken));
        (e.Kind, e.Location).ShouldBe((IcebergFault.Corrupt, file.Path));
        e.Message.ShouldContain("column 'p' is INTEGER[], and the table reads it as STRUCT");
    }

    [Theory]
    [InlineData("ORC")]
    [InlineData("AVRO")]
    public async Task A_data_file_of_another_format_is_refused_by_its_name(string format)
    {
        var file = _scene.DataFile("select 1 as id", "id: 1") with { Format = format };
        var broken = await _scene.AddAsync(await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long()))), file);
        var e = await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken));
        (e.Kind, e.Location).ShouldBe((IcebergFault.Unsupported, file.Path));
        e.Message.ShouldContain(format.ToLowerInvariant());
    }

    [Fact]
    public async Task An_encrypted_data_file_is_refused_by_its_name()
    {
        var file = _scene.DataFile("select 1 as id", "id: 1") with { KeyMetadata = [1, 2, 3] };
        var broken = await _scene.AddAsync(await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long()))), file);
        var e = await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken));
        (e.Kind, e.Location).ShouldBe((IcebergFault.Unsupported, file.Path));
    }

    [Fact]
    public async Task Names_count_for_nothing_in_a_file_that_has_field_ids()
    {
        var table = await _scene.CreateAsync(
            Schema(Field("id", new IcebergType.Long()), Field("name", new IcebergType.String())),
            properties: (NameMapping.Property, """[{"field-id": 1, "names": ["id"]}, {"field-id": 2, "names": ["name"]}]"""));
        table = await _scene.AddAsync(table, _scene.DataFile("select 1 as name, 'x' as other", "name: 1"));
        (await _scene.RowsAsync(table)).ShouldBe(["1,"]);
    }

    [Fact]
    public async Task Values_of_identity_partitions_stand_in_for_columns_that_files_do_not_have()
    {
        var spec = new PartitionSpec { SpecId = 0, Fields = [new PartitionField(2, 1000, "day", new Transform.Identity()), new PartitionField(3, 1001, "kind_bucket", new Transform.Bucket(4))] };
        var table = await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long()), Field("day", new IcebergType.Date()), Field("kind", new IcebergType.String())), spec);
        table = await _scene.AddAsync(
            table,
            _scene.DataFile("select 1 as id", "id: 1", 19_000, 2),
            _scene.DataFile("select 2 as id", "id: 1", null, 3),
            _scene.DataFile("select 3 as id, date '2022-01-09' as d, 'x' as kind", "id: 1, d: 2, kind: 3", 19_001, 1));
        (await _scene.RowsAsync(table, "select id, day::varchar, kind from t order by id")).ShouldBe(["1,2022-01-08,", "2,,", "3,2022-01-09,x"]);
        (await _scene.RowsAsync(table, "select id from t where day = date '2022-01-08'")).ShouldBe(["1"]);
        (await _scene.RowsAsync(table, "select count(*) from t where day is null")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_hive_table_of_many_partitions_is_one_scan_whose_files_may_lack_every_column()
    {
        var spec = new PartitionSpec { SpecId = 0, Fields = [new PartitionField(1, 1000, "id", new Transform.Identity())] };
        var table = await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long())), spec, properties: (NameMapping.Property, """[{"field-id": 1, "names": ["id"]}]"""));
        table = await _scene.AddAsync(table, [.. Enumerable.Range(0, 20).Select(i => _scene.DataFile("select 'y' as other union all select 'z'", "", (long)i))]);
        (await _scene.RowsAsync(table, "select count(*), count(distinct id), sum(id) from t")).ShouldBe(["40,20,380"]);
        using var select = await _scene.Reader.SelectAsync(_scene.Connection, table, default);
        select.Sql.ShouldNotContain("union all");
    }

    [Fact]
    public async Task Deletes_apply_to_files_that_are_read_by_their_footers()
    {
        var table = await _scene.CreateAsync(Schema(Field("id", new IcebergType.Long()), Field("name", new IcebergType.String())), properties: (NameMapping.Property, """[{"field-id": 1, "names": ["i"]}, {"field-id": 2, "names": ["n"]}]"""));
        var file = _scene.DataFile("select i, 'n' || i as n from range(6) t(i)");
        table = await _scene.AddAsync(table, file);
        table = await _scene.AddAsync(table, _scene.PositionDeletes(file.Path, "select 2"), _scene.DeleteFile("select 'n4' as name", "name: 2", 2));
        (await _scene.RowsAsync(table)).ShouldBe(["0,n0", "1,n1", "3,n3", "5,n5"]);
    }

    [Fact]
    public async Task Text_that_a_writer_did_not_mark_as_text_is_text()
    {
        var table = await _scene.CreateAsync(Schema(Field("name", new IcebergType.String())), properties: (NameMapping.Property, """[{"field-id": 1, "names": ["name"]}]"""));
        table = await _scene.AddAsync(table, _scene.DataFile("select encode('größer') as name"));
        (await _scene.RowsAsync(table)).ShouldBe(["größer"]);
    }

    /// <summary>The table of the spec, "Default values".</summary>
    [Theory]
    [InlineData(null, "1 as id", "id: 1", "")]
    [InlineData(null, "1 as id, {'x': 3} as point", "id: 1, point: {__duckdb_field_id: 2, x: 3}", "{'x': 3, 'y': 0}")]
    [InlineData("{}", "1 as id", "id: 1", "{'x': 0, 'y': 0}")]
    [InlineData("{}", "1 as id, {'y': -1} as point", "id: 1, point: {__duckdb_field_id: 2, y: 4}", "{'x': 0, 'y': -1}")]
    public async Task Defaults_of_structs_are_made_of_those_of_their_children(string? ofPoint, string columns, string fieldIds, string point)
    {
        var type = new IcebergType.Struct(new FieldList([Field("x", new IcebergType.Int()) with { InitialDefault = 0 }, Field("y", new IcebergType.Int()) with { InitialDefault = 0 }]));
        var table = await _scene.CreateAsync(
            Schema(Field("id", new IcebergType.Int()), Field("point", type) with { InitialDefault = ofPoint is null ? null : new NestedValue(ofPoint) }), formatVersion: 3);
        table = await _scene.AddAsync(table, _scene.DataFile("select " + columns, fieldIds));
        (await _scene.RowsAsync(table, "select point::varchar from t")).ShouldBe([point]);
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task Rows_that_were_there_before_a_column_have_its_initial_default(IcebergType type, object value, string text)
    {
        var table = await _scene.CreateAsync(Schema(Field("id", new IcebergType.Int()), Field("added", type) with { InitialDefault = value }), formatVersion: 3);
        table = await _scene.AddAsync(table, _scene.DataFile("select 1 as id", "id: 1"), _scene.DataFile($"select 2 as id, null::{Tarn.Engine.EngineType.SqlOf(type)} as added", "id: 1, added: 2"));
        (await _scene.RowsAsync(table, "select id, added::varchar from t order by id")).ShouldBe([$"1,{text}", "2,"]);
    }

    /// <summary>A type, a default, and how the engine prints it.</summary>
    public static TheoryData<IcebergType, object, string> Defaults => new()
    {
        { new IcebergType.Boolean(), true, "true" },
        { new IcebergType.Int(), -7, "-7" },
        { new IcebergType.Long(), 1L << 60, "1152921504606846976" },
        { new IcebergType.Float(), 1.5f, "1.5" },
        { new IcebergType.Double(), 0.25, "0.25" },
        { new IcebergType.Decimal(9, 2), new System.Numerics.BigInteger(-1), "-0.01" },
        { new IcebergType.Date(), -1, "1969-12-31" },
        { new IcebergType.Time(), 1_500_000L, "00:00:01.5" },
        { new IcebergType.Timestamp(WithZone: false), -1L, "1969-12-31 23:59:59.999999" },
        { new IcebergType.Timestamp(WithZone: true), 1_500_000L, "1970-01-01 00:00:01.5+00" },
        { new IcebergType.TimestampNanos(WithZone: false), 1L, "1970-01-01 00:00:00.000000001" },
        { new IcebergType.String(), "it's", "it's" },
        { new IcebergType.Uuid(), Guid.Parse("f24f9b64-81fa-49d1-b74e-8c09a6e31c56"), "f24f9b64-81fa-49d1-b74e-8c09a6e31c56" },
        { new IcebergType.Binary(), new byte[] { 0, 0xFF, 0x41 }, @"\x00\xFFA" },
        { new IcebergType.Fixed(2), new byte[] { 1, 2 }, @"\x01\x02" },
        { new IcebergType.List(0, new IcebergType.Int(), false), new NestedValue("[1,null]"), "[1, NULL]" },
        { new IcebergType.Map(0, new IcebergType.String(), 0, new IcebergType.Int(), false), new NestedValue("""{"keys":["a"],"values":[1]}"""), "{a=1}" },
    };

    private static TableSchema Schema(params NestedField[] fields) => new() { SchemaId = 0, Fields = new FieldList(fields.Select((field, i) => field with { Id = i + 1 })) };

    private static NestedField Field(string name, IcebergType type) => new() { Id = 0, Name = name, Type = type };

    private async Task<string> SchemaIdsAsync(TableEntry.Table table) =>
        string.Join(", ", SchemaFields.All((await _scene.Tables.MetadataAsync(table, default)).CurrentSchema).Select(found => $"{found.Field.Id} {found.Field.Name}"));
}
