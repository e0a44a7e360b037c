using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

public sealed class SchemaJsonTests
{
    [Fact]
    public void Every_schema_reads_back_from_its_JSON() =>
        Prop.ForAll(Schemas.Any, schema =>
        {
            var read = SchemaJson.Parse(SchemaJson.Print(schema));
            return read.Fields.Equals(schema.Fields) && read.SchemaId == schema.SchemaId;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_schema_is_written_as_the_spec_shows_it() =>
        SchemaJson.Print(new TableSchema
        {
            SchemaId = 1,
            IdentifierFieldIds = [1],
            Fields = new FieldList(
            [
                new NestedField { Id = 1, Name = "id", Type = new IcebergType.Uuid(), Required = true, Doc = "who" },
                new NestedField { Id = 2, Name = "tags", Type = new IcebergType.List(3, new IcebergType.String(), ElementRequired: true) },
            ]),
        }).ShouldBe("""{"type":"struct","schema-id":1,"identifier-field-ids":[1],"fields":[{"id":1,"name":"id","required":true,"type":"uuid","doc":"who"},{"id":2,"name":"tags","required":false,"type":{"type":"list","element-id":3,"element":"string","element-required":true}}]}""");

    [Theory]
    [InlineData("""{"type":"struct","schema-id":0}""", "fields", "is missing")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true}]}""", "fields[0].type", "is missing")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"text"}]}""", "fields[0].type", "'text'")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":{"type":"list","element-id":2,"element":{"type":"array"}}}]}""", "fields[0].type.element.type", "'array'")]
    [InlineData("""{"type":"struct","fields":[{"id":"1","name":"a","required":true,"type":"int"}]}""", "fields[0].id", "integer")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"int","write-default":"x"}]}""", "fields[0].write-default", "no value of the type int")]
    [InlineData("""{"type":"struct","fields":[{"id":1,"name":"a","required":true,"type":"int"},{"id":1,"name":"b","required":true,"type":"int"}]}""", "$", "id 1 is used by 'a' and 'b'")]
    public void What_is_wrong_is_named_by_its_path(string json, string property, string what)
    {
        var failure = Should.Throw<IcebergException>(() => SchemaJson.Parse(json, "x.json"));
        failure.Kind.ShouldBe(IcebergFault.Corrupt);
        failure.Property.ShouldBe(property);
        failure.Message.ShouldContain(what);
        failure.Location.ShouldBe("x.json");
    }
}
