using Tarn.Iceberg;

namespace Tarn.Core.Tests.Inspection;

/// <summary>Versions of tables that other engines wrote, and where their rows come from.</summary>
public sealed class TimeTravelTests
{
    private const string Impala = "apache-impala/testdata/data/iceberg_test/";
    private const string Equality = Impala + "hadoop_catalog/ice/iceberg_v2_delete_equality";
    private const string Defaults = Impala + "iceberg_v3/iceberg_v3_default_value";
    private const string Lineage = Impala + "iceberg_v3/iceberg_v3_row_lineage";

    [Fact]
    public async Task A_table_is_read_at_a_snapshot_a_reference_or_a_time()
    {
        using var scene = new InspectionScene("glaredb/testdata/iceberg/tables-v1/lineitem_versioned");
        (await scene.RowsAsync("select count(*) from \"gold.t@7891046191617315941\"")).ShouldBe(["1000"]);
        (await scene.RowsAsync("select count(*) from gold.\"t@main\"")).ShouldBe(["2000"]);
        (await scene.RowsAsync("select count(*) from \"gold.t@2024-03-01T11:26:21.900Z\"")).ShouldBe(["1000"]);
        (await scene.RowsAsync("select count(*) from \"gold.t@2024-03-01 12:26:22+01:00\"")).ShouldBe(["2000"]);
    }

    [Fact]
    public async Task Deletes_of_later_versions_do_not_count()
    {
        using var scene = new InspectionScene(Equality);
        (await scene.RowsAsync("select * from \"gold.t@361598097944440235\"")).ShouldBe(["1 | test_1_base"]);
        (await scene.RowsAsync("select * from \"gold.t@3207673167795000154\" order by 1")).ShouldBe(["1 | test_1_base", "2 | test_2_base"]);
        (await scene.RowsAsync("select n.data, o.data from gold.t n join \"gold.t@3207673167795000154\" o using (id) where n.data <> o.data")).ShouldBe(["test_2_updated | test_2_base"]);
    }

    [Fact]
    public async Task A_snapshot_is_read_by_its_own_schema_and_a_branch_by_that_of_now()
    {
        using var scene = new InspectionScene(Defaults);
        (await scene.ColumnsAsync("select * from \"gold.t@7752776210164022855\"")).ShouldBe("i INTEGER");
        (await scene.ColumnsAsync("select * from \"gold.t@main\"")).ShouldBe("i INTEGER\nj INTEGER");
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("audit", "main")]
    [InlineData("2020-01-01", "2024-03-01T11:26:21.807Z")]
    public async Task A_version_that_is_not_there_is_told_with_what_is(string version, string told)
    {
        using var scene = new InspectionScene("glaredb/testdata/iceberg/tables-v1/lineitem_versioned");
        var e = await Should.ThrowAsync<IcebergException>(() => scene.RowsAsync($"select * from \"gold.t@{version}\""));
        e.Kind.ShouldBe(IcebergFault.Invalid);
        e.Message.ShouldContain(told);
    }

    [Fact]
    public async Task Rows_have_the_ids_and_numbers_that_their_files_leave_open()
    {
        using var scene = new InspectionScene(Lineage);
        (await scene.RowsAsync("select i, _pos, _row_id, _last_updated_sequence_number from \"gold.t@2872597867664652808$rows\" order by i")).ShouldBe(["1 | 0 | 0 | 1", "2 | 0 | 1 | 2", "3 | 0 | 2 | 3"]);
    }

    [Fact]
    public async Task Rows_keep_the_ids_and_numbers_that_a_compaction_wrote_down()
    {
        using var scene = new InspectionScene(Lineage);
        (await scene.RowsAsync("select i, _pos, _row_id, _last_updated_sequence_number from \"gold.t$rows\" order by i")).ShouldBe(["1 | 2 | 0 | 1", "2 | 1 | 1 | 2", "3 | 0 | 2 | 3"]);
        (await scene.RowsAsync("select count(distinct _file), min(_spec_id) from \"gold.t$rows\"")).ShouldBe(["1 | 0"]);
        (await scene.ColumnsAsync("select * from gold.t")).ShouldBe("i INTEGER");
    }

    [Fact]
    public async Task Rows_that_are_left_of_a_file_with_deletes_keep_their_positions()
    {
        using var scene = new InspectionScene(Equality);
        (await scene.RowsAsync("select id, _pos, _row_id from \"gold.t$rows\" order by id")).ShouldBe(["1 | 0 | ", "2 | 0 | "]);
        using var positions = new InspectionScene(Impala + "hadoop_catalog/ice/iceberg_v2_partitioned_position_deletes");
        (await positions.RowsAsync("select string_agg(_pos, ',' order by _pos) from \"gold.t$rows\" where action = 'click'")).ShouldBe(
            await positions.RowsAsync("select string_agg(_pos, ',' order by _pos) from \"gold.t@2057976186205897384$rows\" where action = 'click' and id in (10, 12, 18)"));
    }
}
