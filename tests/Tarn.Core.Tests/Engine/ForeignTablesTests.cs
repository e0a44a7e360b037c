using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Tests;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

/// <summary>Tables that Java, Spark, Hive, Flink, Trino, Athena, PyIceberg and Impala wrote. What they hold was worked out by hand from their files.</summary>
public sealed class ForeignTablesTests : IDisposable
{
    private const string Impala = "apache-impala/testdata/data/iceberg_test/";
    private const string Ice = Impala + "hadoop_catalog/ice/";
    private const string Glare = "glaredb/testdata/iceberg/";
    private const string LineItems = "select count(*), sum(l_orderkey), sum(l_quantity) from t";
    private const string Bird = "hyparam-icebird/test/files/hyperparam-iceberg/";

    private readonly string _scratch = Directory.CreateTempSubdirectory("tarn-foreign-").FullName;
    private readonly LakeEngine _engine;
    private readonly DuckDbConnection _connection;

    public ForeignTablesTests()
    {
        _engine = LakeEngine.Open(new EngineSettings { ScratchFolder = Path.Combine(_scratch, "t") });
        _connection = _engine.Connect();
    }

    /// <summary>Folder; what is asked of the table t; the rows.</summary>
    public static TheoryData<string, string, string[]> Tables => new()
    {
        { Ice + "iceberg_v2_delete_positional", "select * from t", ["1,a", "3,c"] },
        { Ice + "iceberg_v2_positional_delete_all_rows", "select * from t", [] },
        { Ice + "iceberg_v2_positional_delete_all_rows", "select count(*) from t", ["0"] },
        { Ice + "iceberg_v2_no_deletes", "select * from t", ["1,x", "2,y", "3,z"] },
        {
            Ice + "iceberg_v2_partitioned_position_deletes", "select id, \"user\", action from t",
            ["2,Lisa,download", "4,Alex,view", "6,Alex,view", "8,Lisa,download", "10,Alan,click", "12,Alan,click", "14,Lisa,download", "16,Lisa,download", "18,Alan,click", "20,Alex,view"]
        },
        { Ice + "iceberg_v2_partitioned_position_deletes", "select id from t where action = 'view' and id > 4", ["6", "20"] },
        { Ice + "iceberg_v2_delete_equality", "select * from t", ["1,test_1_base", "2,test_2_updated"] },
        { Ice + "iceberg_v2_delete_equality_nulls", "select * from t", ["1,str1", "4,str4", ",str5"] },
        {
            Ice + "iceberg_v2_delete_equality_partitioned", "select i, s, d::varchar from t",
            ["1,str1,2023-12-24", "1,str1,2023-12-25", "2,str2,2023-12-24", "4,str4,2023-12-24", "222,str2,2023-12-25", "333333,str3,2023-12-24"]
        },
        {
            Ice + "iceberg_v2_delete_pos_and_multi_eq_ids", "select i, s, d::varchar from t",
            ["1,str1,2020-12-01", "4,str4,2024-01-26", "5,str5,2024-01-27", "333333,str3,2024-01-25"]
        },
        { Impala + "iceberg_v3/iceberg_v3_deletion_vectors", "select * from t", ["1", "3", "5"] },
        { Bird + "java/bunnies", "select count(*), sum(\"Popularity Rank\"), count_if(\"__happy__\") from t", ["15,173,1"] },
        { Bird + "java/bunnies", "select \"Breed Name\", \"Popularity Rank\", \"__happy__\" from t where \"Breed Name\" like 'N%'", ["Netherland Dwarf,2,", "New Zealand,0,True"] },
        { Bird + "spark/bunnies", "select count(*), min(\"Popularity Rank\") from t", ["20,2"] },
        { Bird + "spark/bunnies", "select \"Breed Name\", breed_name_length from t where breed_name_length > 17", ["American Fuzzy Lop,18"] },
        {
            Bird + "spark/rename_column", "select id, name, event_date::varchar, price, active from t",
            ["1,Flopsy 🐇,2022-01-01,9.99,True", "2,Mopsy–Naïve,2022-01-01,-5.00,False", "3,Cottontail,,0.00,True", "4,Thumper,2022-01-02,99999999.99,False"]
        },
        { Bird + "athena/example", "select * from t", ["1,Alice", "2,Bob"] },
        { Ice + "iceberg_alltypes_part", "select columns(*)::varchar from t", ["1,true,1,11,1.1,2.222,123.321,2022-02-22,impala", "2,true,1,11,1.1,2.222,123.321,2022-02-22,impala"] },
        { Ice + "iceberg_alltypes_part", "select i from t where p_string = 'impala' and p_date < date '2022-03-01' and i > 1", ["2"] },
        { Ice + "iceberg_legacy_partition_schema_evolution", "select p_int_long, p_float_double::float, p_dec_dec, i from t", ["1,1.1,2.718,2", "1,1.1,3.141,1"] },
        {
            Ice + "iceberg_timestamp_part", "select i, ts::varchar from t",
            ["-2,1969-01-01 01:00:00", "-1,1969-01-01 01:15:00", "1,2021-10-31 02:15:00", "2,2021-01-10 12:00:00", "3,2022-04-11 00:04:00", "4,2022-04-11 12:04:55"]
        },
        {
            Impala + "hadoop_catalog/iceberg_resolution_test/functional_parquet/iceberg_resolution_test",
            "select count(*), sum(id), count_if(action = 'view'), sum(current_address.street_address.street_number), count(favorites['food']), sum(len(phone)) from t", ["20,210,8,3600,20,40"]
        },
        {
            Impala + "hadoop_catalog/iceberg_resolution_test/functional_parquet/iceberg_resolution_test", "select \"user\", event_time::varchar, phone[2], favorites['sport'], current_address.postal_code from t where id = 10",
            ["Alan,2020-01-01 09:00:00+00,1-212-300-1112,baseball,10005"]
        },
        { Impala + "iceberg_migrated_alter_test", "select * from t", ["0,A,0.5", "1,B,1.5", "2,C,2.5"] },
        { Impala + "iceberg_partitioned", "select count(*), sum(id), count_if(action = 'view') from t", ["20,210,8"] },
        { Impala + "iceberg_partitioned", "select action, event_time::varchar, count(*) from t group by all", ["click,2020-01-01 09:00:00+00,6", "download,2020-01-01 10:00:00+00,6", "view,2020-01-01 08:00:00+00,8"] },
        { Impala + "iceberg_non_partitioned", "select count(*), sum(id), count_if(action = 'view') from t", ["20,210,8"] },
        { Impala + "iceberg_v3/iceberg_v3_default_value", "select * from t", ["1,-1", "2,2"] },
        { Impala + "iceberg_v3/iceberg_v3_row_lineage", "select * from t", ["1", "2", "3"] },
        { Impala + "iceberg_v3/trino_variant", "select count(*), count(v), count_if(v is null) from t", ["55,53,2"] },
        {
            Impala + "iceberg_v3/trino_variant", "select descr, v::varchar from t where id in (4, 15, 31, 50, 61, 62)",
            [
                "decimal4 3.14,3.14", "int32 42,42", "obj age/name,{'age': 30, 'name': Alice}", "str hello,hello", "ts tz micros,2024-11-07 12:33:54.123456+00",
                "uuid,f24f9b64-81fa-49d1-b74e-8c09a6e31c56",
            ]
        },
        { Glare + "tables-v1/lineitem_simple", LineItems, ["1000,3000868137,26204.00"] },
        { Glare + "tables-v1/lineitem_partitioned", LineItems, ["1000,3000868137,26204.00"] },
        { Glare + "tables-v1/lineitem_partitioned", LineItems + " where l_shipmode = 'REG AIR'", ["157,403668191,4080.00"] },
        { Glare + "tables-v1/lineitem_versioned", LineItems, ["2000,6001736274,52408.00"] },
        { Glare + "tables-v2/lineitem_simple", LineItems, ["1000,3000868137,26204.00"] },
        { Glare + "tables-v2/lineitem_partitioned", LineItems, ["1000,3000868137,26204.00"] },
        { Glare + "tables-v2/lineitem_partitioned", LineItems + " where l_shipmode = 'RAIL'", ["130,381233730,3467.00"] },
        { Glare + "tables-v2/lineitem_versioned", LineItems, ["2000,6001736274,52408.00"] },
        { Glare + "wh/default.db/cities", "select * from t", ["Amsterdam,52.371807,4.896029", "Drachten,53.11254,6.0989", "Paris,48.864716,2.349014", "San Francisco,37.773972,-122.431297"] },
        { "polars/py-polars/tests/unit/io/files/iceberg-table", "select id, str, ts::varchar from t", ["1,1,2023-03-01 18:15:00", "2,2,2023-03-01 19:25:00", "3,3,2023-03-02 22:00:00"] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_holds_the_rows_that_its_writer_left(string folder, string query, string[] rows)
    {
        var (reader, entry) = await OpenAsync(folder);
        for (var time = 0; time < 2; time++)
        {
            using var select = await reader.SelectAsync(_connection, entry, TestContext.Current.CancellationToken);
            using var result = _connection.Query($"with t as ({select.Sql}) {query} order by all");
            result.Rows().Select(row => string.Join(',', row)).ShouldBe(rows);
        }
    }

    [Fact]
    public void Every_table_of_the_fixtures_is_held_against_rows()
    {
        var root = Fixtures.Folder("");
        var folders = Directory.EnumerateDirectories(root, "metadata", SearchOption.AllDirectories).Select(folder => Path.GetRelativePath(root, Path.GetDirectoryName(folder)!));
        folders.Where(folder => !folder.EndsWith("src/main", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(Tables.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _engine.Dispose();
        Directory.Delete(_scratch, recursive: true);
    }

    /// <summary>
    /// The newest version of a table where it lies now, whatever prefix its locations were written with. Impala cut the name of its file system out of the
    /// metadata and left it in the files of deletes.
    /// </summary>
    private async Task<(TableReader Reader, TableEntry.Table Entry)> OpenAsync(string folder)
    {
        var path = Fixtures.Folder(folder);
        var plain = new TableFiles(new LocalObjectStore(path));
        var newest = await FileSystemTable.NewestAsync(plain, path);
        var metadata = MetadataFile.Read(await plain.ReadAsync(newest), newest);
        var tables = new LakeTables(new TableFiles(new LocalObjectStore(path), [new PrefixRewrite(metadata.Location, path), new PrefixRewrite(metadata.Location.TrimStart('.').TrimStart('/'), path), new PrefixRewrite("hdfs://localhost:20500" + metadata.Location, path)]));
        return (new TableReader(_engine, tables), new TableEntry.Table { MetadataLocation = "file://" + newest, Uuid = metadata.TableUuid.ToString("D") });
    }
}
