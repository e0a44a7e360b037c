using Tarn.Catalog;
using Tarn.Iceberg;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Tests;
using Tarn.Iceberg.Types;

namespace Tarn.Core.Tests.Engine;

/// <summary>Types of Iceberg as far as the engine carries them.</summary>
public sealed class ColumnTypesTests : IDisposable
{
    private const string Go = "iceberg-go/table/testdata/";

    private readonly DeletesScene _scene = new();

    public void Dispose() => _scene.Dispose();

    /// <summary>A type, a value as SQL that a writer wrote, the engine's type, the value as text.</summary>
    public static TheoryData<IcebergType, string, string, string> Types => new()
    {
        { new IcebergType.Uuid(), "'f24f9b64-81fa-49d1-b74e-8c09a6e31c56'::uuid", "UUID", "f24f9b64-81fa-49d1-b74e-8c09a6e31c56" },
        { new IcebergType.Uuid(), @"'\xf2\x4f\x9b\x64\x81\xfa\x49\xd1\xb7\x4e\x8c\x09\xa6\xe3\x1c\x56'::blob", "UUID", "f24f9b64-81fa-49d1-b74e-8c09a6e31c56" },
        { new IcebergType.Fixed(3), @"'\x00A\xFF'::blob", "BLOB", @"\x00A\xFF" },
        { new IcebergType.Binary(), @"'\x00A\xFF'::blob", "BLOB", @"\x00A\xFF" },
        { new IcebergType.TimestampNanos(WithZone: false), "timestamp_ns '2024-11-07 12:33:54.123456789'", "TIMESTAMP_NS", "2024-11-07 12:33:54.123456789" },
        { new IcebergType.Time(), "time '12:33:54.123456'", "TIME", "12:33:54.123456" },
        { new IcebergType.Timestamp(WithZone: true), "timestamptz '2024-11-07 12:33:54.123456+01'", "TIMESTAMP WITH TIME ZONE", "2024-11-07 11:33:54.123456+00" },
        { new IcebergType.Decimal(38, 4), "12345678901234567890.1234::decimal(38, 4)", "DECIMAL(38,4)", "12345678901234567890.1234" },
        { new IcebergType.Geometry(null), "'POINT (1 2)'::geometry", "GEOMETRY", "POINT (1 2)" },
        { new IcebergType.Variant(), "{'a': [1, null], 'b': date '2024-01-30'}::variant", "VARIANT", "{'a': [1, NULL], 'b': 2024-01-30}" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_type_is_read_as_the_engines(IcebergType type, string written, string engineType, string value)
    {
        var table = await TableAsync(type);
        table = await _scene.AddAsync(table, _scene.DataFile($"select {written} as c", "c: 1"));
        (await _scene.RowsAsync(table, "select typeof(c), c::varchar from t")).ShouldBe([$"{engineType},{value}"]);
    }

    [Fact]
    public async Task A_column_of_unknown_type_is_null_whether_files_have_it_or_not()
    {
        var table = await TableAsync(new IcebergType.Int(), new IcebergType.Unknown());
        (await _scene.RowsAsync(table)).ShouldBeEmpty();
        table = await _scene.AddAsync(table, _scene.DataFile("select 1 as c", "c: 1"));
        (await _scene.RowsAsync(table)).ShouldBe(["1,"]);
    }

    [Fact]
    public async Task Types_that_the_engine_does_not_have_are_refused_with_their_columns()
    {
        var table = await TableAsync(new IcebergType.Int(), new IcebergType.List(0, new IcebergType.TimestampNanos(WithZone: true), false));
        var problem = (await Should.ThrowAsync<TarnException>(() => _scene.RowsAsync(table))).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("engine.type");
        problem.What.ShouldBe("Column 'c1.element' has the Iceberg type 'timestamptz_ns', which the engine cannot hold.");
    }

    [Theory]
    [InlineData("crs-default.parquet", "geometry", "POLYGON ((")]
    [InlineData("crs-projjson.parquet", "geometry", "POLYGON ((")]
    [InlineData("crs-geography.parquet", "geography", "POLYGON ((")]
    [InlineData("geospatial.parquet", "geometry", "GEOMETRYCOLLECTION (")]
    public async Task Shapes_of_other_writers_are_read_whatever_their_reference_system(string file, string column, string least)
    {
        var table = await NamedAsync(column, new IcebergType.Geometry(null), Go + "geo", file);
        (await _scene.RowsAsync(table, "select min(c::varchar) from t where typeof(c) = 'GEOMETRY' and c::varchar like '%(%'"))[0].ShouldStartWith(least);
    }

    [Theory]
    [InlineData("case-001.parquet", "[comedy, drama]")]
    [InlineData("case-013.parquet", "-9876543210")]
    [InlineData("case-042.parquet", "34")]
    [InlineData("case-133.parquet", "{'a': false}")]
    [InlineData("case-136.parquet", "[[comedy, drama], []]")]
    public async Task Variants_that_their_writer_shredded_are_read(string file, string value)
    {
        var table = await NamedAsync("var", new IcebergType.Variant(), Go + "shredded_variant", file);
        (await _scene.RowsAsync(table, "select c::varchar from t")).ShouldBe([value]);
    }

    [Fact]
    public async Task A_variant_without_a_value_is_refused_before_the_engine_sees_it()
    {
        var broken = await NamedAsync("var", new IcebergType.Variant(), Go + "shredded_variant", "case-138.parquet");
        var e = await Should.ThrowAsync<IcebergException>(() => _scene.RowsAsync(broken));
        e.Kind.ShouldBe(IcebergFault.Corrupt);
        e.Location!.ShouldEndWith("case-138.parquet");
        using var alive = _scene.Connection.Query("select 1");
        alive.Rows().Count().ShouldBe(1);
    }

    private Task<TableEntry.Table> TableAsync(params IcebergType[] types) => _scene.CreateAsync(
        new TableSchema { SchemaId = 0, Fields = new FieldList(types.Select((type, i) => new NestedField { Id = i + 1, Name = i == 0 ? "c" : $"c{i}", Type = type })) }, formatVersion: 3);

    /// <summary>A table of one file, copied from the fixtures, whose column is of the name, or of the field id 2.</summary>
    private async Task<TableEntry.Table> NamedAsync(string column, IcebergType type, string folder, string file)
    {
        var path = Path.Combine(_scene.Folder, file);
        File.Copy(Path.Join(Fixtures.Folder(folder), file), path);
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([new NestedField { Id = 1, Name = "other", Type = new IcebergType.Int() }, new NestedField { Id = 2, Name = "c", Type = type }]) };
        var table = await _scene.CreateAsync(schema, formatVersion: 3, properties: (NameMapping.Property, $$"""[{"field-id": 2, "names": ["{{column}}"]}]"""));
        return await _scene.AddAsync(table, new DataFile { Path = "file://" + path, RecordCount = 1, FileBytes = new FileInfo(path).Length });
    }
}
