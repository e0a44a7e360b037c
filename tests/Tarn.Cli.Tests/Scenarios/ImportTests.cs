using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Tests;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>Tables of other engines become the lake's, by the command line.</summary>
public sealed partial class ImportTests : IDisposable
{
    private const string Impala = "apache-impala/testdata/data/iceberg_test/";
    private const string Ice = Impala + "hadoop_catalog/ice/";
    private const string Glare = "glaredb/testdata/iceberg/";
    private const string Bird = "hyparam-icebird/test/files/hyperparam-iceberg/";
    private readonly FreshFolder _folder = new();

    /// <summary>Who wrote it, its folder, the prefixes of its locations; what is asked, and the answer.</summary>
    public static TheoryData<string, string, string[], string, string> Tables => new()
    {
        { "Spark, version 1", Glare + "tables-v1/lineitem_versioned", ["iceberg/tables-v1/lineitem_versioned"], "select count(*), sum(l_orderkey) from t", "2000,6001736274" },
        { "Spark, version 2, partitioned", Glare + "tables-v2/lineitem_partitioned", ["iceberg/tables-v2/lineitem_partitioned"], "select count(*), sum(l_quantity) from t where l_shipmode = 'RAIL'", "130,3467.00" },
        { "Impala, deletes by position", Ice + "iceberg_v2_delete_positional", ["/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_positional", "hdfs://localhost:20500/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_positional"], "select count(*), sum(id) from t", "2,4" },
        { "Flink, equality deletes", Ice + "iceberg_v2_delete_equality", ["/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_equality"], "select count(*), max(data) from t", "2,test_2_updated" },
        { "Java, deletes of both kinds", Bird + "java/bunnies", ["s3a://hyperparam-iceberg/java/bunnies"], "select count(*), sum(\"Popularity Rank\") from t", "15,173" },
        { "Spark, renamed columns", Bird + "spark/rename_column", ["s3a://hyperparam-iceberg/spark/rename_column"], "select count(*), max(name) from t where price > 0", "2,Thumper" },
        { "Hive, migrated without field ids", Impala + "iceberg_migrated_alter_test", ["/test-warehouse/iceberg_migrated_alter_test"], "select count(*), max(columns(*)) from t", "3,2,C,2.5" },
        { "Impala, version 3, deletion vectors", Impala + "iceberg_v3/iceberg_v3_deletion_vectors", ["hdfs://localhost:20500/test-warehouse/iceberg_v3_deletion_vectors"], "select count(*), sum(columns(*)) from t", "3,9" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_is_read_where_its_writer_left_it(string writer, string folder, string[] prefixes, string query, string answer)
    {
        var home = Fixtures.Folder(folder);
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        var imported = await ImportAsync(home, prefixes);
        imported.GetProperty("table").GetString().ShouldBe("bronze.t", writer);
        imported.GetProperty("outside").GetArrayLength().ShouldBe(prefixes.Length);
        (await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "query", query.Replace(" t", " bronze.t", StringComparison.Ordinal), "--format", "csv")).ReplaceLineEndings("\n").Split('\n')[1].ShouldBe(answer);
        (await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "query", "select count(*) from \"bronze.t$snapshots\"", "--format", "csv")).ReplaceLineEndings("\n").Split('\n')[1]
            .ShouldBe($"{imported.GetProperty("snapshots").GetInt32()}");
    }

    /// <summary>Version 1 of Spark, deletes by position of Impala, equality deletes of Flink, files without field ids of Hive; a model, and what it leaves.</summary>
    public static TheoryData<string, string[], string, string, string> Written => new()
    {
        {
            Glare + "tables-v1/lineitem_versioned", ["iceberg/tables-v1/lineitem_versioned"], "materialized='incremental', unique_key='l_orderkey'", "select 1783783::bigint as l_orderkey, 'mine' as l_comment",
            "select count(*), count_if(l_comment = 'mine'), count_if(l_orderkey = 1783783) from t|1997,1,1"
        },
        {
            Ice + "iceberg_v2_delete_positional", ["/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_positional", "hdfs://localhost:20500/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_positional"],
            "materialized='incremental', unique_key='id'", "select 3::bigint as id, 'mine' as data", "select count(*), max(data) from t|2,mine"
        },
        {
            Ice + "iceberg_v2_delete_equality_partitioned", ["/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_equality_partitioned"],
            "materialized='incremental', unique_key='i', table_properties={'write.merge.mode': 'merge-on-read'}", "select 2 as i, 'mine' as s, date '2023-12-24' as d", "select count(*), min(s), count_if(i = 2) from t|6,mine,1"
        },
        {
            Impala + "iceberg_migrated_alter_test", ["/test-warehouse/iceberg_migrated_alter_test"], "materialized='incremental'", "select 7 as int_col, 'seven' as string_col, 7.5::double as double_col",
            "select count(*), sum(int_col), sum(double_col) from t|4,10,12"
        },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public async Task A_model_writes_to_a_table_of_another_engine(string folder, string[] prefixes, string config, string select, string queryAndAnswer)
    {
        var home = Fixtures.Folder(folder);
        _folder.Write("tarn.yml", "name: shop\nprofile: dev\nprofiles: { dev: { warehouse: lake } }\n");
        _folder.Write("models/bronze/t.sql", $"{{{{ config({config}) }}}}\n{select}\n");
        await ImportAsync(home, prefixes);
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "run");
        var (query, answer) = (queryAndAnswer.Split('|')[0], queryAndAnswer.Split('|')[1]);
        (await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "query", query.Replace(" t", " bronze.t", StringComparison.Ordinal), "--format", "csv")).ReplaceLineEndings("\n").Split('\n')[1].ShouldBe(answer);
    }

    [Fact]
    public async Task A_prefix_that_the_deletes_alone_have_is_asked_for()
    {
        var home = Fixtures.Folder(Ice + "iceberg_v2_delete_positional");
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        var refused = await TarnProgram.RunAsync(_folder.Location, "table", "import", "bronze.t", "--metadata", home, "--rewrite", $"/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_positional={home}");
        (refused.ExitCode, refused.Error.Contains($"add --rewrite hdfs://localhost:20500/test-warehouse/iceberg_test/hadoop_catalog/ice/iceberg_v2_delete_positional={home}.", StringComparison.Ordinal)).ShouldBe((ExitCodes.Invalid, true), refused.Whole);
    }

    [Fact]
    public async Task It_tells_what_it_took_in_and_what_it_cannot()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "one", "--name", "one");
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "two", "--name", "two");
        await TarnProgram.OutputAsync(_folder.PathOf("one"), ExitCodes.Ok, "run");
        var table = JsonElement.Parse(await TarnProgram.OutputAsync(_folder.PathOf("one"), ExitCodes.Ok, "table", "show", "gold.daily_sales", "--json")).GetProperty("metadata_location").GetString()!;
        string[][] lines =
        [
            ["table", "import", "gold.sales", "--metadata", table], ["table", "import", "gold.sales", "--metadata", table], ["table", "import", "gold.other"],
            ["table", "import", "gold.other", "--metadata", "nothing.json"], ["table", "import", "gold.other", "--metadata", table, "--rewrite", "s3://bucket"],
            ["table", "import", "gold.other", "--metadata", table, "--rewrite", "s3://bucket=."], ["table", "import", "Other", "--metadata", table],
        ];
        var told = new StringBuilder();
        foreach (var line in lines)
            told.Append($"$ tarn {string.Join(' ', line)}\n{(await TarnProgram.RunAsync(_folder.PathOf("two"), line)).Whole}\n");
        Approved.Text(TableFolder().Replace(Masked.Text(told.ToString(), _folder.Location), "-0dda4440"));
    }

    [Fact]
    public async Task Files_are_planned_and_added_and_what_does_not_fit_is_listed()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "two", "--name", "two");
        Copy("sales/year=2024/a.parquet", "select i as id, 'n' || i as name from range(3) as t(i)");
        Copy("sales/year=2025/b.parquet", "select i::int as id, true as flag from range(2) as t(i)");
        Copy("odd/a.parquet", "select 'x' as id, 1::ubigint as big");
        Copy("odd/b.parquet", "select 'x' as id, 2::ubigint as big");
        Copy("odd/c.parquet", "select date '2024-01-01' as id");
        string[][] lines =
        [
            ["table", "import", "bronze.sales", "--files", "../sales/**/*.parquet", "--dry-run"], ["table", "import", "bronze.sales", "--files", "../sales/year=2024"],
            ["table", "import", "bronze.sales", "--files", "../sales"], ["table", "import", "bronze.sales", "--files", "../sales"], ["query", "select year, count(*), sum(id) from bronze.sales group by year order by year"],
            ["table", "import", "bronze.sales", "--files", "../odd", "--dry-run"], ["table", "import", "bronze.sales", "--files", "../odd"], ["table", "import", "bronze.sales", "--files", "../none/*.parquet"],
            ["table", "import", "bronze.sales", "--files", "../sales", "--metadata", "x"], ["table", "import", "bronze.sales", "--metadata", "x", "--snapshot-property", "a=b"], ["table", "import", "bronze.sales", "--files", "../sales", "--dry-run", "--json"], ["table", "import", "bronze.more", "--files", "../odd", "--dry-run", "--json"],
            ["table", "import", "bronze.more", "--files", "../sales", "--json"],
        ];
        var told = new StringBuilder();
        foreach (var line in lines)
            told.Append($"$ tarn {string.Join(' ', line)}\n{(await TarnProgram.RunAsync(_folder.PathOf("two"), line)).Whole}\n");
        Approved.Text(Masked.Text(told.ToString(), _folder.Location));
    }

    private void Copy(string name, string select)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(name))!);
        using var database = DuckDbDatabase.Open(new DuckDbSettings());
        using var connection = database.Connect();
        connection.Execute($"copy ({select}) to '{_folder.PathOf(name)}' (format parquet)");
    }

    [GeneratedRegex(@"(?<=daily_sales)-[0-9a-f]{8}\b")]
    private static partial Regex TableFolder();

    private async Task<JsonElement> ImportAsync(string home, IEnumerable<string> prefixes) => JsonElement.Parse(await TarnProgram.OutputAsync(
        _folder.Location, ExitCodes.Ok, ["table", "import", "bronze.t", "--metadata", home, .. prefixes.SelectMany(prefix => new[] { "--rewrite", $"{prefix}={home}" }), "--json"]));
}
