using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Tests;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Engine;

/// <summary>Tables with deletes that Java, Spark, Hive, Flink, Trino and Impala wrote. What they hold was worked out by hand from their files.</summary>
public sealed class ForeignDeletesTests : IDisposable
{
    private const string Impala = "apache-impala/testdata/data/iceberg_test/";
    private const string Ice = Impala + "hadoop_catalog/ice/";
    private const string Bird = "hyparam-icebird/test/files/hyperparam-iceberg/";

    private readonly string _scratch = Directory.CreateTempSubdirectory("tarn-foreign-").FullName;
    private readonly LakeEngine _engine;
    private readonly DuckDbConnection _connection;

    public ForeignDeletesTests()
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
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_holds_the_rows_that_its_writer_left(string folder, string query, string[] rows)
    {
        var (reader, entry) = Open(folder);
        for (var time = 0; time < 2; time++)
        {
            using var select = await reader.SelectAsync(_connection, entry, TestContext.Current.CancellationToken);
            using var result = _connection.Query($"with t as ({select.Sql}) {query} order by all");
            result.Rows().Select(row => string.Join(',', row)).ShouldBe(rows);
        }
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
    private (TableReader Reader, TableEntry.Table Entry) Open(string folder)
    {
        var path = Fixtures.Folder(folder);
        var newest = Directory.EnumerateFiles(Path.Join(path, "metadata"), "*.metadata.json").MaxBy(MetadataFile.VersionOf)!;
        var metadata = MetadataFile.Read(File.ReadAllBytes(newest), newest);
        var tables = new LakeTables(new TableFiles(new LocalObjectStore(path), [new PrefixRewrite(metadata.Location, path), new PrefixRewrite("hdfs://localhost:20500" + metadata.Location, path)]));
        return (new TableReader(_engine, tables), new TableEntry.Table { MetadataLocation = "file://" + newest, Uuid = metadata.TableUuid.ToString("D") });
    }
}
