using System.Text.Json.Nodes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Scans;

/// <summary>A whole table of ours, read by icebird, which shares no line with us; the Parquet in it is written by hyparquet-writer.</summary>
public sealed class IcebirdTests : IDisposable
{
    private static readonly TableSchema First = new()
    {
        SchemaId = 0,
        Fields = new FieldList([Field(1, "id", new IcebergType.Long()), Field(2, "name", new IcebergType.String()), Field(3, "amount", new IcebergType.Double())]),
    };

    /// <summary>name became title, amount was dropped, kind was added.</summary>
    private static readonly TableSchema Second = new()
    {
        SchemaId = 1,
        Fields = new FieldList([Field(1, "id", new IcebergType.Long()), Field(2, "title", new IcebergType.String()), Field(4, "kind", new IcebergType.String())]),
    };

    private static readonly PartitionSpec ByName = new() { SpecId = 0, Fields = [new PartitionField(2, 1000, "name-2", new Transform.Truncate(2))] };

    private readonly WrittenTable _table = new(ByName);
    private readonly JsonArray _parquet = [];

    public void Dispose() => _table.Dispose();

    [Fact]
    public async Task Rows_of_two_schemas_are_read_less_the_deleted_ones()
    {
        var a = Parquet("a.parquet", First, ("id", "INT64", [1, 2, 3]), ("name", "STRING", ["aab", "aac", "aad"]), ("amount", "DOUBLE", [1.5, 2.5, 3.5]));
        var b = Parquet("b.parquet", Second, ("id", "INT64", [4, 5]), ("title", "STRING", ["bbx", "bby"]), ("kind", "STRING", ["k", "l"]));
        var gone = Parquet("d.parquet", null, ("file_path", "STRING", [a, a]), ("pos", "INT64", [0, 2]));
        await NodePrograms.WriteParquetAsync(_parquet.ToJsonString());

        _table.Commit(First, Entry(a, "aa", 3));
        _table.Commit(Second, Entry(b, "bb", 2));
        _table.Commit(Second, Entry(gone, "aa", 2) with { Content = FileContent.PositionDeletes, ReferencedDataFile = a });
        _table.Publish(First, Second);

        var rows = await NodePrograms.ReadTableAsync(_table.Folder, "v1.metadata.json");
        rows.Select(row => JsonNode.Parse(row)!.ToJsonString()).ShouldBe(
        [
            """{"id":2,"title":"aac"}""",
            """{"id":4,"title":"bbx","kind":"k"}""",
            """{"id":5,"title":"bby","kind":"l"}""",
        ]);
    }

    private string Parquet(string name, TableSchema? schema, params (string Name, string Type, JsonNode[] Values)[] columns)
    {
        _parquet.Add(new JsonObject
        {
            ["filename"] = _table.PathOf(name),
            ["schema"] = schema is null ? null : SchemaJson.Print(schema),
            ["columns"] = new JsonArray([.. columns.Select(c => new JsonObject { ["name"] = c.Name, ["type"] = c.Type, ["data"] = new JsonArray(c.Values) })]),
        });
        return _table.LocationOf(name);
    }

    private static DataFile Entry(string location, string partition, int rows) =>
        new() { Path = location, Partition = [partition], RecordCount = rows, FileBytes = 0 };

    private static NestedField Field(int id, string name, IcebergType type) => new() { Id = id, Name = name, Type = type };
}
