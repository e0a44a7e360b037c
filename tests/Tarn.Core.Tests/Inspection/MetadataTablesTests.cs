using Tarn.Inspection;

namespace Tarn.Core.Tests.Inspection;

/// <summary>Metadata tables of tables that other engines wrote; what they hold stands in their metadata files and manifests.</summary>
public sealed class MetadataTablesTests
{
    private const string Ice = "apache-impala/testdata/data/iceberg_test/hadoop_catalog/ice/";
    private const string Positions = Ice + "iceberg_v2_partitioned_position_deletes";
    private const string Versioned = "glaredb/testdata/iceberg/tables-v1/lineitem_versioned";
    private const string Renamed = "hyparam-icebird/test/files/hyperparam-iceberg/spark/rename_column";

    [Fact]
    public async Task Columns_and_types_are_those_of_other_engines()
    {
        using var scene = new InspectionScene(Renamed);
        var text = new List<string>();
        foreach (var name in MetadataTables.Names.Append("rows"))
            text.Add($"{name}\n{await scene.ColumnsAsync($"select * from \"gold.t${name}\"")}\n");
        Approved.Match(string.Join('\n', text), "MetadataTablesTests.Columns.approved.txt");
    }

    [Fact]
    public async Task Snapshots_tell_who_made_what_when()
    {
        using var scene = new InspectionScene(Positions);
        (await scene.RowsAsync("select committed_at, snapshot_id, parent_id, operation, summary['total-records'], summary['operation'] from \"gold.t$snapshots\" order by all")).ShouldBe(
        [
            "2022-08-19T16:32:06.752Z | 2057976186205897384 |  | append | 20 | ",
            "2022-08-19T16:32:40.575Z | 8885697082976537578 | 2057976186205897384 | overwrite | 20 | ",
        ]);
        (await scene.RowsAsync("select manifest_list from gold.\"t$snapshots\" where operation = 'append'"))[0].ShouldEndWith("/metadata/snap-2057976186205897384-1-771485e9-78ac-4ffc-b1ef-1fda5bab33cf.avro");
    }

    [Fact]
    public async Task History_and_references_tell_what_was_current()
    {
        using var scene = new InspectionScene(Positions);
        (await scene.RowsAsync("select * from \"gold.t$history\" order by 1")).ShouldBe(
            ["2022-08-19T16:32:06.752Z | 2057976186205897384 |  | True", "2022-08-19T16:32:40.575Z | 8885697082976537578 | 2057976186205897384 | True"]);
        (await scene.RowsAsync("select * from \"gold.t$refs\"")).ShouldBe(["main | BRANCH | 8885697082976537578 |  |  | "]);
        (await scene.RowsAsync("select timestamp, latest_snapshot_id, latest_schema_id, latest_sequence_number from \"gold.t$metadata_log_entries\" order by 1")).ShouldBe(
        [
            "2022-08-19T16:31:15.125Z |  |  | ",
            "2022-08-19T16:32:06.755Z | 2057976186205897384 | 0 | 1",
            "2022-08-19T16:32:40.575Z | 8885697082976537578 | 0 | 2",
        ]);
        (await scene.RowsAsync("select max_by(file, timestamp) like '%/metadata/v3.metadata.json' from \"gold.t$metadata_log_entries\"")).ShouldBe(["True"]);
    }

    [Fact]
    public async Task Manifests_tell_their_counts_and_the_bounds_of_their_partitions()
    {
        using var scene = new InspectionScene(Positions);
        (await scene.RowsAsync("select * exclude (path) from \"gold.t$manifests\" order by content")).ShouldBe(
        [
            "0 | 4367 | 0 | 2057976186205897384 | 3 | 0 | 0 | 0 | 0 | 0 | [{contains_null: False, contains_nan: False, lower_bound: click, upper_bound: view}]",
            "1 | 5766 | 0 | 8885697082976537578 | 0 | 0 | 0 | 3 | 0 | 0 | [{contains_null: False, contains_nan: False, lower_bound: click, upper_bound: view}]",
        ]);
        (await scene.RowsAsync("select content, added_snapshot_id, reference_snapshot_id from \"gold.t$all_manifests\" order by all")).ShouldBe(
            ["0 | 2057976186205897384 | 2057976186205897384", "0 | 2057976186205897384 | 8885697082976537578", "1 | 8885697082976537578 | 8885697082976537578"]);
    }

    [Fact]
    public async Task Files_tell_their_partitions_and_metrics_as_values()
    {
        using var scene = new InspectionScene(Renamed);
        (await scene.RowsAsync("select content, file_format, spec_id, partition, record_count, file_size_in_bytes, column_sizes[1], lower_bounds[1], split_offsets from \"gold.t$files\" order by file_path")).ShouldBe(
        [
            "0 | PARQUET | 0 | {id_bucket: 0, date: 2022-01-01} | 2 | 1430 | 40 | 01000000 | [4]",
            "0 | PARQUET | 0 | {id_bucket: 2, date: 2022-01-02} | 1 | 1368 | 36 | 04000000 | [4]",
            "0 | PARQUET | 0 | {id_bucket: 3, date: } | 1 | 1353 | 35 | 03000000 | [4]",
        ]);
        (await scene.RowsAsync("select readable_metrics.price, readable_metrics.event_date.lower_bound from \"gold.t$files\" where partition.date = date '2022-01-01'")).ShouldBe(
            ["{column_size: 54, value_count: 2, null_value_count: 0, nan_value_count: , lower_bound: -5.00, upper_bound: 9.99} | 2022-01-01"]);
        (await scene.RowsAsync("select count(*) from \"gold.t$all_files\" join \"gold.t$data_files\" using (file_path)")).ShouldBe(["3"]);
    }

    [Fact]
    public async Task Entries_and_files_tell_data_from_deletes()
    {
        using var scene = new InspectionScene(Ice + "iceberg_v2_delete_equality");
        (await scene.RowsAsync("select status, sequence_number, file_sequence_number, data_file.content, data_file.equality_ids, data_file.record_count from \"gold.t$entries\" order by all")).ShouldBe(
        [
            "1 | 1 | 1 | 0 |  | 1", "1 | 1 | 1 | 2 | [1] | 1",
            "1 | 2 | 2 | 0 |  | 1", "1 | 2 | 2 | 2 | [1] | 1",
            "1 | 3 | 3 | 0 |  | 1", "1 | 3 | 3 | 2 | [1] | 1",
        ]);
        (await scene.RowsAsync("select (select count(*) from \"gold.t$delete_files\"), (select count(*) from \"gold.t$data_files\"), (select count(*) from \"gold.t$all_entries\")")).ShouldBe(["3 | 3 | 6"]);
    }

    [Fact]
    public async Task Partitions_count_rows_files_and_deletes()
    {
        using var scene = new InspectionScene(Positions);
        (await scene.RowsAsync("select * from \"gold.t$partitions\" order by record_count, partition")).ShouldBe(
        [
            "{action: click} | 0 | 6 | 1 | 1182 | 3 | 1 | 0 | 0 | 2022-08-19T16:32:40.575Z | 8885697082976537578",
            "{action: download} | 0 | 6 | 1 | 1203 | 2 | 1 | 0 | 0 | 2022-08-19T16:32:40.575Z | 8885697082976537578",
            "{action: view} | 0 | 8 | 1 | 1183 | 5 | 1 | 0 | 0 | 2022-08-19T16:32:40.575Z | 8885697082976537578",
        ]);
        using var unpartitioned = new InspectionScene(Versioned);
        (await unpartitioned.RowsAsync("select * from \"gold.t$partitions\"")).ShouldBe(["2000 | 2 | 71952 | 0 | 0 | 0 | 0 | 2024-03-01T11:26:21.969Z | 5059858397763322359"]);
    }

    [Fact]
    public async Task Metadata_tables_of_another_version_are_about_its_snapshot()
    {
        using var scene = new InspectionScene(Positions);
        (await scene.RowsAsync("select count(*) from \"gold.t@2057976186205897384$files\"")).ShouldBe(["3"]);
        (await scene.RowsAsync("select count(*) from gold.\"t@2022-08-19T16:32:30Z$manifests\"")).ShouldBe(["1"]);
        (await scene.RowsAsync("select count(*) from \"gold.t@2057976186205897384$snapshots\"")).ShouldBe(["2"]);
    }

    [Theory]
    [InlineData("select * from \"gold.t$file\"", "query.metadata-table", "all_data_files")]
    [InlineData("select * from \"gold.u$files\"", "table.unknown", "gold.t")]
    public async Task A_metadata_table_that_is_not_there_is_told_with_those_that_are(string sql, string code, string next)
    {
        using var scene = new InspectionScene(Versioned);
        var problem = (await Should.ThrowAsync<TarnException>(() => scene.RowsAsync(sql))).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(code);
        problem.Next!.ShouldContain(next);
    }
}
