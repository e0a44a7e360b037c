using System.Text.Json;
using System.Text.Json.Nodes;
using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Tests.Manifests;

/// <summary>What we write, read by Apache Avro for Python, which shares no line with us.</summary>
public sealed class PythonAvroTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-avro-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_manifest_says_to_python_what_was_written()
    {
        var lines = await ReadAsync(Sample.Write(25).Content);
        var header = JsonNode.Parse(lines[0])!;
        header["format-version"]!.GetValue<string>().ShouldBe("2");
        header["content"]!.GetValue<string>().ShouldBe("data");
        header["schema-id"]!.GetValue<string>().ShouldBe("3");
        header["partition-spec-id"]!.GetValue<string>().ShouldBe("4");
        JsonNode.Parse(header["partition-spec"]!.GetValue<string>())![15]!.ToJsonString().ShouldBe("""{"name":"seen-day","transform":"day","source-id":9,"field-id":1100}""");
        JsonNode.Parse(header["schema"]!.GetValue<string>())!["fields"]!.AsArray().Count.ShouldBe(15);
        lines.Length.ShouldBe(26);
        for (var n = 0; n < 25; n++)
            Same(JsonNode.Parse(lines[n + 1])!, EntryJson(n));
    }

    [Fact]
    public async Task A_list_of_manifests_says_to_python_what_was_written()
    {
        var line = Sample.Write(10).At(5);
        var lines = await ReadAsync(ManifestListWriter.Write([line, line with { Deletes = true, Partitions = null }], 77, 76, 5));
        JsonNode.Parse(lines[0])!.ToJsonString().ShouldBe("""{"snapshot-id":"77","parent-snapshot-id":"76","sequence-number":"5","format-version":"2"}""");
        var first = JsonNode.Parse(lines[1])!;
        first["manifest_length"]!.GetValue<long>().ShouldBe(line.Bytes);
        first["min_sequence_number"]!.GetValue<long>().ShouldBe(5);
        first["added_rows_count"]!.GetValue<long>().ShouldBe(1045);
        first["partitions"]![10]!.ToJsonString().ShouldBe("""{"contains_null":true,"contains_nan":false,"lower_bound":"6ec3a46d652fe282ac","upper_bound":"6ec3a46d652fe282ac"}""");
        first["partitions"]![5]!["lower_bound"]!.GetValue<string>().ShouldBe("cfc7");
        var second = JsonNode.Parse(lines[2])!;
        second["content"]!.GetValue<int>().ShouldBe(1);
        second["partitions"].ShouldBeNull();
    }

    private async Task<string[]> ReadAsync(byte[] content)
    {
        Assert.SkipUnless(await OutsideReader.WorksAsync(Python, "-c", "import avro.datafile"), $"{Python} has no Avro (Debian: python3-avro).");
        var path = Path.Join(_folder, "file.avro");
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        return await OutsideReader.LinesAsync(Python, [OutsideReader.Beside("read_avro.py"), path]);
    }

    private static JsonObject EntryJson(int n) => new()
    {
        ["status"] = 1,
        ["snapshot_id"] = 77,
        ["sequence_number"] = null,
        ["file_sequence_number"] = null,
        ["data_file"] = FileJson(Sample.File(n)),
    };

    private static JsonObject FileJson(DataFile file) => new()
    {
        ["content"] = 0,
        ["file_path"] = file.Path,
        ["file_format"] = "PARQUET",
        ["partition"] = file.Partition[0] is null ? Tuple(_ => null) : Tuple(value => value),
        ["record_count"] = file.RecordCount,
        ["file_size_in_bytes"] = file.FileBytes,
        ["column_sizes"] = Map(file.ColumnBytes, v => v),
        ["value_counts"] = Map(file.ValueCounts, v => v),
        ["null_value_counts"] = Map(file.NullCounts, v => v),
        ["nan_value_counts"] = Map(file.NanCounts, v => v),
        ["lower_bounds"] = Map(file.LowerBounds, v => Convert.ToHexStringLower(v)),
        ["upper_bounds"] = Map(file.UpperBounds, v => Convert.ToHexStringLower(v)),
        ["key_metadata"] = file.KeyMetadata is { } key ? Convert.ToHexStringLower(key) : null,
        ["split_offsets"] = file.SplitOffsets is { } splits ? new JsonArray([.. splits.Select(s => (JsonNode)s)]) : null,
        ["equality_ids"] = null,
        ["sort_order_id"] = file.SortOrderId,
        ["referenced_data_file"] = file.ReferencedDataFile,
    };

    private static JsonObject Tuple(Func<JsonNode?, JsonNode?> value) => new()
    {
        ["flag"] = value(true),
        ["n"] = value(-7),
        ["big"] = value(1L << 40),
        ["f"] = value(1.5),
        ["d"] = value(-2.25),
        ["price"] = value("-123.45"),
        ["born"] = value("2026-06-04"),
        ["at"] = value("01:00:00.000001"),
        ["seen"] = value("2026-06-05T00:00:00.000001+00:00"),
        ["sent"] = value("1969-12-31T23:59:59.999999+00:00"),
        ["who"] = value("näme/€"),
        ["key"] = value("f79c3e09677c4bbda4793f349cb785e7"),
        ["twin"] = null,
        ["hash"] = value("0102ff"),
        ["raw"] = value("0009"),
        ["seen_x2Dday"] = value("2026-06-05"),
        ["_2nd"] = value(11),
    };

    private static JsonArray? Map<T>(IReadOnlyDictionary<int, T>? map, Func<T, JsonNode> value) => map is null
        ? null
        : new JsonArray([.. map.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = value(pair.Value) })]);

    private static void Same(JsonNode read, JsonNode written) => Canonical(read).ShouldBe(Canonical(written));

    private static string Canonical(JsonNode node) => JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(node.ToJsonString()));
}
