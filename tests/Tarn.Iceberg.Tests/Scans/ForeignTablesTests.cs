using System.Globalization;
using System.Numerics;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Scans;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Scans;

/// <summary>Tables of Java, Spark, Hive, Impala, Flink, Trino, Athena and PyIceberg are planned as their own summaries count them.</summary>
public sealed class ForeignTablesTests
{
    private const string Impala = "apache-impala/testdata/data/iceberg_test/";
    private const string Ice = Impala + "hadoop_catalog/ice/";
    private const string Glare = "glaredb/testdata/iceberg/";
    private const string Bird = "hyparam-icebird/test/files/hyperparam-iceberg/";

    /// <summary>Folder; live data files; rows in them, deleted ones included; data files that have deletes; other prefixes than the table's location.</summary>
    public static TheoryData<string, int, long, int, string[]> Tables => new()
    {
        { Ice + "iceberg_alltypes_part", 1, 2, 0, [] },
        { Ice + "iceberg_legacy_partition_schema_evolution", 2, 2, 0, [] },
        { Ice + "iceberg_timestamp_part", 5, 6, 0, [] },
        { Ice + "iceberg_v2_no_deletes", 1, 3, 0, [] },
        { Impala + "hadoop_catalog/iceberg_resolution_test/functional_parquet/iceberg_resolution_test", 20, 20, 0, [] },
        { Impala + "iceberg_migrated_alter_test", 1, 3, 0, [] },
        { Impala + "iceberg_non_partitioned", 20, 20, 0, [] },
        { Impala + "iceberg_partitioned", 20, 20, 0, [] },
        { Glare + "tables-v1/lineitem_partitioned", 7, 1000, 0, ["iceberg/tables-v1/lineitem_partitioned"] },
        { Glare + "tables-v1/lineitem_simple", 1, 1000, 0, ["iceberg/tables-v1/lineitem_simple"] },
        { Glare + "tables-v1/lineitem_versioned", 2, 2000, 0, ["iceberg/tables-v1/lineitem_versioned"] },
        { Glare + "tables-v2/lineitem_partitioned", 7, 1000, 0, ["iceberg/tables-v2/lineitem_partitioned"] },
        { Glare + "tables-v2/lineitem_simple", 1, 1000, 0, ["iceberg/tables-v2/lineitem_simple"] },
        { Glare + "tables-v2/lineitem_versioned", 2, 2000, 0, ["iceberg/tables-v2/lineitem_versioned"] },
        { Glare + "wh/default.db/cities", 1, 4, 0, [] },
        { Bird + "athena/example", 1, 2, 0, [] },
        { Bird + "spark/rename_column", 3, 4, 0, [] },
        { "polars/py-polars/tests/unit/io/files/iceberg-table", 2, 3, 0, [] },
        { Bird + "java/bunnies", 2, 22, 1, [] },
        { Bird + "spark/bunnies", 1, 20, 0, [] },
        { Ice + "iceberg_v2_delete_equality", 3, 3, 2, [] },
        { Ice + "iceberg_v2_delete_equality_nulls", 2, 5, 1, [] },
        { Ice + "iceberg_v2_delete_equality_partitioned", 4, 8, 2, [] },
        { Ice + "iceberg_v2_delete_pos_and_multi_eq_ids", 3, 7, 2, [] },
        { Ice + "iceberg_v2_delete_positional", 1, 3, 1, [] },
        { Ice + "iceberg_v2_partitioned_position_deletes", 3, 20, 3, [] },
        { Ice + "iceberg_v2_positional_delete_all_rows", 1, 3, 1, [] },
        { Impala + "iceberg_v3/iceberg_v3_deletion_vectors", 5, 5, 2, [] },
        { Impala + "iceberg_v3/iceberg_v3_default_value", 2, 2, 0, [] },
        { Impala + "iceberg_v3/iceberg_v3_row_lineage", 1, 3, 0, [] },
        { Impala + "iceberg_v3/trino_variant", 1, 55, 0, [] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_is_planned_as_its_summary_counts_it(string folder, int files, long rows, int filesWithDeletes, string[] writtenAs)
    {
        var table = ForeignTable.Open(folder, writtenAs);
        var plan = await table.PlanAsync();
        (plan.Files.Count, plan.Rows, plan.Files.Count(f => f.Deletes.Count > 0)).ShouldBe((files, rows, filesWithDeletes));
        var summary = table.Metadata.CurrentSnapshot!.Summary;
        summary["total-data-files"].ShouldBe(files.ToString(CultureInfo.InvariantCulture));
        summary["total-records"].ShouldBe(rows.ToString(CultureInfo.InvariantCulture));
        foreach (var file in plan.Files)
            (await table.Files.SizeAsync(file.File.Path)).ShouldBe(file.File.FileBytes);
    }

    [Fact]
    public async Task Tuples_of_all_types_are_read_as_written()
    {
        var plan = await ForeignTable.Open(Ice + "iceberg_alltypes_part", []).PlanAsync();
        plan.Files[0].File.Partition.ShouldBe([true, 1, 11L, 1.1f, 2.222, new BigInteger(123321), 19045, "impala"]);
    }

    [Fact]
    public async Task Tuples_from_before_a_promotion_are_pruned_by_values_of_today()
    {
        var table = ForeignTable.Open(Ice + "iceberg_legacy_partition_schema_evolution", []);
        var id = table.Metadata.CurrentSchema.Fields.Single(f => f.Name == "p_int_long").Id;
        table.Metadata.CurrentSchema.Fields.Single(f => f.Id == id).Type.ShouldBe(new IcebergType.Long());
        var plan = await FilteredAsync(table, new Expression.Equal(id, 1L));
        plan.Files.ShouldAllBe(f => Equals(f.File.Partition[0], 1L));
    }

    [Fact]
    public async Task A_ship_mode_reads_one_file_of_seven()
    {
        var table = ForeignTable.Open(Glare + "tables-v2/lineitem_partitioned", ["iceberg/tables-v2/lineitem_partitioned"]);
        var plan = await FilteredAsync(table, new Expression.Equal(15, "AIR"));
        plan.Files.ShouldHaveSingleItem().File.Partition.ShouldBe(["AIR"]);
        plan.FilesPruned.ShouldBe(6);
    }

    [Fact]
    public async Task An_hour_reads_the_files_of_that_hour()
    {
        var table = ForeignTable.Open(Ice + "iceberg_timestamp_part", []);
        var all = (await table.PlanAsync()).Files;
        var hour = (int)all[0].File.Partition[0]!;
        var source = table.Metadata.DefaultSpec.Fields[0].SourceId;
        var within = new Expression.And(new Expression.GreaterOrEqual(source, hour * 3_600_000_000L), new Expression.Less(source, (hour + 1) * 3_600_000_000L));
        var plan = await FilteredAsync(table, within);
        plan.Files.Count.ShouldBe(all.Count(f => Equals(f.File.Partition[0], hour)));
    }

    [Fact]
    public async Task A_null_in_the_tuple_is_found_by_is_null()
    {
        var table = ForeignTable.Open(Bird + "spark/rename_column", []);
        var date = table.Metadata.DefaultSpec.Fields[1].SourceId;
        (await FilteredAsync(table, new Expression.IsNull(date))).Files.ShouldAllBe(f => f.File.Partition[1] == null);
        var dated = await FilteredAsync(table, new Expression.NotNull(date));
        dated.Files.ShouldAllBe(f => f.File.Partition[1] != null);
        dated.FilesPruned.ShouldBe(1);
    }

    private static Task<ScanPlan> FilteredAsync(ForeignTable table, Expression filter) =>
        table.PlanAsync(ScanRequest.Of(table.Metadata, table.Metadata.CurrentSnapshot) with { Filter = filter });
}
