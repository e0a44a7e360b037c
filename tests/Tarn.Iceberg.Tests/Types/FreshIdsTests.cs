using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

public sealed class FreshIdsTests
{
    [Fact]
    public void Columns_get_their_ids_before_the_children_of_the_first()
    {
        var point = new IcebergType.Struct(new FieldList([Schemas.Column(0, "x", new IcebergType.Int()), Schemas.Column(0, "y", new IcebergType.Int())]));
        var schema = FreshIds.Of(Schemas.Of(
            Schemas.Column(0, "points", new IcebergType.Map(0, point, 0, point, false)),
            Schemas.Column(0, "id", new IcebergType.Long())));
        SchemaFields.All(schema).ToDictionary(found => found.Path.ToString(), found => found.Field.Id).ShouldBe(new Dictionary<string, int>
        {
            ["points"] = 1, ["id"] = 2, ["points.key"] = 3, ["points.value"] = 4,
            ["points.key.x"] = 5, ["points.key.y"] = 6, ["points.value.x"] = 7, ["points.value.y"] = 8,
        }, ignoreOrder: true);
    }
}
