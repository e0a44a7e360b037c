using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

public sealed class TypeTextTests
{
    [Fact]
    public void Every_primitive_reads_back_from_its_text() =>
        Prop.ForAll(Schemas.Primitives.ToArbitrary(), type => TypeText.Parse(TypeText.Print(type)) == type).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("decimal(9, 2)", "decimal(9, 2)")]
    [InlineData("decimal(9,2)", "decimal(9, 2)")]
    [InlineData("decimal( 38 , 0 )", "decimal(38, 0)")]
    [InlineData("fixed[16]", "fixed[16]")]
    [InlineData("timestamptz_ns", "timestamptz_ns")]
    public void Spaces_do_not_count(string text, string printed) => TypeText.Print(TypeText.Parse(text)).ShouldBe(printed);

    [Theory]
    [InlineData("integer")]
    [InlineData("decimal(39, 2)")]
    [InlineData("decimal(9)")]
    [InlineData("decimal(2, 9)")]
    [InlineData("fixed[-1]")]
    [InlineData("")]
    public void What_names_no_type_is_invalid(string text) =>
        Should.Throw<IcebergException>(() => TypeText.Parse(text)).Kind.ShouldBe(IcebergFault.Invalid);

    [Fact]
    public void Shapes_keep_their_reference_system_and_their_algorithm()
    {
        TypeText.Parse("geometry( srid:3857 )").ShouldBe(new IcebergType.Geometry("srid:3857"));
        TypeText.Parse("geography(srid:4269,karney)").ShouldBe(new IcebergType.Geography("srid:4269", "karney"));
        foreach (var text in new[] { "geometry", "geometry(srid:3857)", "geography", "geography(srid:4269)", "geography(OGC:CRS84, karney)" })
            TypeText.Print(TypeText.Parse(text)).ShouldBe(text);
        Should.Throw<IcebergException>(() => TypeText.Parse("geometry(srid:3857")).Kind.ShouldBe(IcebergFault.Invalid);
        Should.Throw<IcebergException>(() => TypeText.Parse("geometrical")).Kind.ShouldBe(IcebergFault.Invalid);
    }

    [Fact]
    public void A_schema_of_shapes_that_java_wrote_reads_back()
    {
        var json = File.ReadAllText(Path.Join(Fixtures.Folder("iceberg-go/testdata"), "geo-schema-java-main.json"));
        var schema = SchemaJson.Parse(json);
        schema.Fields[2].Type.ShouldBe(new IcebergType.Geography("srid:4269", "karney"));
        System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(SchemaJson.Print(schema)), System.Text.Json.Nodes.JsonNode.Parse(json)).ShouldBeTrue();
    }

    [Fact]
    public void Nested_types_print_for_people() =>
        TypeText.Print(new IcebergType.Map(3, new IcebergType.String(), 4, new IcebergType.List(5, new IcebergType.Int(), false), false))
            .ShouldBe("map<string, list<int>>");
}
