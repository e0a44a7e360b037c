using System.Text.Json.Nodes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
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

    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-icebird-").FullName;
    private readonly JsonArray _parquet = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rows_of_two_schemas_are_read_less_the_deleted_ones()
    {
        var a = Parquet("a.parquet", First, ("id", "INT64", [1, 2, 3]), ("name", "STRING", ["aab", "aac", "aad"]), ("amount", "DOUBLE", [1.5, 2.5, 3.5]));
        var b = Parquet("b.parquet", Second, ("id", "INT64", [4, 5]), ("title", "STRING", ["bbx", "bby"]), ("kind", "STRING", ["k", "l"]));
        var gone = Parquet("d.parquet", null, ("file_path", "STRING", [a, a]), ("pos", "INT64", [0, 2]));
        await NodePrograms.WriteParquetAsync(_parquet.ToJsonString());

        ManifestFile[] manifests =
        [
            Write("m1.avro", First, 11, 1, Entry(a, "aa", 3)),
            Write("m2.avro", Second, 12, 2, Entry(b, "bb", 2)),
            Write("m3.avro", Second, 13, 3, Entry(gone, "aa", 2, FileContent.PositionDeletes)),
        ];
        WriteTable(manifests);

        var rows = await NodePrograms.ReadTableAsync(_folder, "v1.metadata.json");
        rows.Select(row => JsonNode.Parse(row)!.ToJsonString()).ShouldBe(
        [
            """{"id":2,"title":"aac"}""",
            """{"id":4,"title":"bbx","kind":"k"}""",
            """{"id":5,"title":"bby","kind":"l"}""",
        ]);
    }

    private string Parquet(string name, TableSchema? schema, params (string Name, string Type, JsonNode[] Values)[] columns)
    {
        var path = Path.Join(_folder, name);
        _parquet.Add(new JsonObject
        {
            ["filename"] = path,
            ["schema"] = schema is null ? null : SchemaJson.Print(schema),
            ["columns"] = new JsonArray([.. columns.Select(c => new JsonObject { ["name"] = c.Name, ["type"] = c.Type, ["data"] = new JsonArray(c.Values) })]),
        });
        return "file://" + path;
    }

    private DataFile Entry(string location, string partition, int rows, FileContent content = FileContent.Data) => new()
    {
        Content = content,
        Path = location,
        Partition = [partition],
        RecordCount = rows,
        FileBytes = new FileInfo(new Uri(location).LocalPath).Length,
        ReferencedDataFile = content is FileContent.Data ? null : "file://" + Path.Join(_folder, "a.parquet"),
    };

    private ManifestFile Write(string name, TableSchema schema, long snapshot, long sequence, DataFile file)
    {
        var writer = new ManifestWriter(schema, ByName, snapshot, file.Content is not FileContent.Data);
        writer.Add(new ManifestEntry { Status = EntryStatus.Added, File = file });
        var written = writer.Finish("file://" + Path.Join(_folder, name));
        File.WriteAllBytes(Path.Join(_folder, name), written.Content);
        return written.At(sequence);
    }

    private void WriteTable(IReadOnlyList<ManifestFile> manifests)
    {
        File.WriteAllBytes(Path.Join(_folder, "snap.avro"), ManifestListWriter.Write(manifests, 13, null, 3));
        var metadata = new TableMetadata
        {
            FormatVersion = 2,
            TableUuid = new Guid("f79c3e09-677c-4bbd-a479-3f349cb785e7"),
            Location = "file://" + _folder,
            LastSequenceNumber = 3,
            LastUpdatedMs = 1_780_617_600_000,
            LastColumnId = 4,
            Schemas = [First, Second],
            CurrentSchemaId = 1,
            PartitionSpecs = [ByName],
            DefaultSpecId = 0,
            LastPartitionId = 1000,
            CurrentSnapshotId = 13,
            Snapshots =
            [
                new Snapshot
                {
                    SnapshotId = 13,
                    SequenceNumber = 3,
                    TimestampMs = 1_780_617_600_000,
                    ManifestList = "file://" + Path.Join(_folder, "snap.avro"),
                    Summary = new Dictionary<string, string> { ["operation"] = "overwrite" },
                    SchemaId = 1,
                },
            ],
            SortOrders = [SortOrder.Unsorted],
            DefaultSortOrderId = 0,
            Refs = new Dictionary<string, SnapshotRef> { [SnapshotRef.Main] = new SnapshotRef.Branch(13) },
        };
        Directory.CreateDirectory(Path.Join(_folder, "metadata"));
        File.WriteAllBytes(Path.Join(_folder, "metadata", "v1.metadata.json"), MetadataFile.Write(metadata));
    }

    private static NestedField Field(int id, string name, IcebergType type) => new() { Id = id, Name = name, Type = type };
}
