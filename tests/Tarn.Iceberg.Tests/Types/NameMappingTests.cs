using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

public sealed class NameMappingTests
{
    [Fact]
    public void The_example_of_the_spec_is_read()
    {
        var mapping = Read(
            """
            [ { "field-id": 1, "names": ["id", "record_id"] },
              { "field-id": 2, "names": ["data"] },
              { "field-id": 3, "names": ["location"], "fields": [
                { "field-id": 4, "names": ["latitude", "lat"] },
                { "field-id": 5, "names": ["longitude", "long"] }
              ] } ]
            """);
        NameMapping.Find(mapping.Fields, "record_id")!.FieldId.ShouldBe(1);
        NameMapping.Find(mapping.Fields, "location")!.Fields.Select(field => field.FieldId).ShouldBe([4, 5]);
        NameMapping.Find(mapping.Fields, "ID").ShouldBeNull();
        NameMapping.Find(mapping.Fields, "lat").ShouldBeNull();
    }

    [Fact]
    public void A_name_may_hold_dots_and_a_field_may_lack_names_or_an_id()
    {
        var mapping = Read("""[{"names": ["a.b"]}, {"field-id": 7, "names": []}]""");
        NameMapping.Find(mapping.Fields, "a.b")!.FieldId.ShouldBeNull();
        mapping.Fields[1].Names.ShouldBeEmpty();
    }

    [Fact]
    public void A_table_without_the_property_has_none() => NameMapping.Of(new Dictionary<string, string>(), "/m").ShouldBeNull();

    [Theory]
    [InlineData("{", "properties.schema.name-mapping.default")]
    [InlineData("{}", "properties.schema.name-mapping.default")]
    [InlineData("""[{"field-id": 1}]""", "properties.schema.name-mapping.default[0].names")]
    [InlineData("""[{"field-id": 1, "names": [], "fields": [{"names": [1]}]}]""", "properties.schema.name-mapping.default[0].fields[0].names[0]")]
    public void What_is_no_mapping_is_told_with_its_place(string json, string property)
    {
        var e = Should.Throw<IcebergException>(() => Read(json));
        (e.Kind, e.Location, e.Property).ShouldBe((IcebergFault.Corrupt, "/m", property));
    }

    private static NameMapping Read(string json) => NameMapping.Of(new Dictionary<string, string> { [NameMapping.Property] = json }, "/m")!;
}
