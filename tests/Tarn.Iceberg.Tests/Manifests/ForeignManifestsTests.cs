using System.Text.Json.Nodes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Manifests;

/// <summary>Every manifest and manifest list of the fixtures says to us what it says to Apache Avro for Python.</summary>
public sealed class ForeignManifestsTests
{
    [Fact]
    public async Task Manifests_of_others_are_read_as_python_reads_them()
    {
        var files = Files("*-m*.avro");
        files.Length.ShouldBeGreaterThan(50);
        var lines = new Queue<JsonNode>((await PythonAsync(files)).Select(line => JsonNode.Parse(line)!));
        foreach (var file in files)
            SameManifest(file, lines);
        lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_of_manifests_of_others_are_read_as_python_reads_them()
    {
        var files = Files("snap-*.avro");
        files.Length.ShouldBeGreaterThan(40);
        var lines = new Queue<JsonNode>((await PythonAsync(files)).Select(line => JsonNode.Parse(line)!));
        foreach (var file in files)
            SameList(file, lines);
        lines.ShouldBeEmpty();
    }

    private static string[] Files(string pattern) =>
        [.. Directory.EnumerateFiles(Fixtures.Folder(""), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static async Task<string[]> PythonAsync(string[] files)
    {
        Assert.SkipUnless(await OutsideReader.WorksAsync("/usr/bin/python3", "-c", "import avro.datafile"), "/usr/bin/python3 has no Avro (Debian: python3-avro).");
        return await OutsideReader.LinesAsync("/usr/bin/python3", [OutsideReader.Beside("read_avro.py"), .. files]);
    }

    private static void SameManifest(string path, Queue<JsonNode> lines)
    {
        var content = File.ReadAllBytes(path);
        var header = lines.Dequeue();
        var spec = new PartitionSpec { SpecId = 0, Fields = [.. JsonNode.Parse(header["partition-spec"]?.GetValue<string>() ?? "[]")!.AsArray().Select(FieldOf)] };
        var schema = SchemaOf(header);
        var line = new ManifestFile { Path = path, Bytes = content.Length, SpecId = 0, AddedSnapshotId = -7, SequenceNumber = 99 };
        foreach (var entry in ManifestReader.Read(content, line, spec, schema))
        {
            var read = lines.Dequeue();
            entry.Status.ShouldBe((EntryStatus)read["status"]!.GetValue<int>(), path);
            entry.SnapshotId.ShouldBe(read["snapshot_id"]?.GetValue<long>() ?? -7, path);
            entry.SequenceNumber.ShouldBe(read["sequence_number"]?.GetValue<long>() ?? 99, path);
            SameFile(entry.File, read["data_file"]!, path);
            if (header["partition-spec"] is not null)
                entry.File.Partition.Count(v => v is not null).ShouldBe(read["data_file"]!["partition"]!.AsObject().Count(p => p.Value is not null), path);
        }
    }

    private static void SameFile(DataFile file, JsonNode read, string path)
    {
        ((int)file.Content).ShouldBe(read["content"]?.GetValue<int>() ?? 0, path);
        file.Path.ShouldBe(read["file_path"]!.GetValue<string>());
        file.RecordCount.ShouldBe(read["record_count"]!.GetValue<long>(), path);
        file.FileBytes.ShouldBe(read["file_size_in_bytes"]!.GetValue<long>(), path);
        Text(file.ColumnBytes, v => $"{v}").ShouldBe(Text(read["column_sizes"]), path);
        Text(file.ValueCounts, v => $"{v}").ShouldBe(Text(read["value_counts"]), path);
        Text(file.NullCounts, v => $"{v}").ShouldBe(Text(read["null_value_counts"]), path);
        Text(file.NanCounts, v => $"{v}").ShouldBe(Text(read["nan_value_counts"]), path);
        Text(file.LowerBounds, Convert.ToHexStringLower).ShouldBe(Text(read["lower_bounds"]), path);
        Text(file.UpperBounds, Convert.ToHexStringLower).ShouldBe(Text(read["upper_bounds"]), path);
        (file.SplitOffsets is { } splits ? string.Join(',', splits) : "").ShouldBe(string.Join(',', read["split_offsets"]?.AsArray() ?? []), path);
        (file.EqualityIds is { } ids ? string.Join(',', ids) : "").ShouldBe(string.Join(',', read["equality_ids"]?.AsArray() ?? []), path);
        file.SortOrderId.ShouldBe(read["sort_order_id"]?.GetValue<int>(), path);
        file.ReferencedDataFile.ShouldBe(read["referenced_data_file"]?.GetValue<string>(), path);
        file.ContentOffset.ShouldBe(read["content_offset"]?.GetValue<long>(), path);
    }

    private static void SameList(string path, Queue<JsonNode> lines)
    {
        lines.Dequeue();
        foreach (var line in ManifestListReader.Read(File.ReadAllBytes(path), path))
        {
            var read = lines.Dequeue();
            line.Path.ShouldBe(read["manifest_path"]!.GetValue<string>());
            line.Bytes.ShouldBe(read["manifest_length"]!.GetValue<long>(), path);
            line.Deletes.ShouldBe(read["content"]?.GetValue<int>() == 1, path);
            line.SequenceNumber.ShouldBe(read["sequence_number"]?.GetValue<long>() ?? 0, path);
            line.MinSequenceNumber.ShouldBe(read["min_sequence_number"]?.GetValue<long>() ?? 0, path);
            line.AddedFiles.ShouldBe((read["added_files_count"] ?? read["added_data_files_count"])?.GetValue<int>(), path);
            line.AddedRows.ShouldBe(read["added_rows_count"]?.GetValue<long>(), path);
            (line.Partitions?.Select(SummaryText) ?? []).ShouldBe(read["partitions"]?.AsArray().Select(p => SummaryText(p!)) ?? [], path);
        }
    }

    private static string SummaryText(PartitionSummary summary) =>
        $"{summary.ContainsNull} {summary.ContainsNan} {Hex(summary.LowerBound)} {Hex(summary.UpperBound)}";

    private static string SummaryText(JsonNode summary) =>
        $"{summary["contains_null"]!.GetValue<bool>()} {summary["contains_nan"]?.GetValue<bool>()} {summary["lower_bound"]?.GetValue<string>()} {summary["upper_bound"]?.GetValue<string>()}";

    private static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);

    private static string? Text<T>(IReadOnlyDictionary<int, T>? map, Func<T, string> text) =>
        map is null ? null : string.Join(',', map.Select(pair => $"{pair.Key}={text(pair.Value)}"));

    private static string? Text(JsonNode? map) =>
        map is null ? null : string.Join(',', map.AsArray().Select(pair => $"{pair!["key"]}={pair["value"]}"));

    private static PartitionField FieldOf(JsonNode? field, int position) => new(
        field!["source-id"]!.GetValue<int>(),
        field["field-id"]?.GetValue<int>() ?? 1000 + position,
        field["name"]!.GetValue<string>(),
        TransformText.Parse(field["transform"]!.GetValue<string>()));

    /// <summary>Version 1 writers may leave the schema's id out of its JSON; some leave out the schema.</summary>
    private static TableSchema SchemaOf(JsonNode header) => header["schema"] is { } schema
        ? SchemaJson.Parse(schema.GetValue<string>())
        : new TableSchema { SchemaId = 0, Fields = new FieldList([]) };
}
