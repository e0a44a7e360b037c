using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Tarn.Runs;

namespace Tarn.Core.Tests.RealInput;

/// <summary>A company's 53 files, landed in one run and joined by models.</summary>
public sealed class AdventureWorksLakeTests(AdventureWorksLake fixture) : IClassFixture<AdventureWorksLake>
{
    private const string Counting = """
        import csv, glob, os, sys
        csv.field_size_limit(1 << 30)
        for path in glob.glob(os.path.join(sys.argv[1], '*.csv')):
            print(path, sum(1 for r in csv.reader(open(path, encoding='utf-8-sig', newline=''), strict=True) if r) - 1)
        """;

    [Fact]
    public async Task Every_file_lands_as_a_table_with_as_many_rows()
    {
        var files = AdventureWorksProject.Files();
        files.Count.ShouldBe(53);
        var lake = await fixture.AfterOneRunAsync();
        fixture.Run.Steps.Count(s => s is { Kind: "land", Status: StepStatus.Done, Rows: > 0, Quarantined: 0 }).ShouldBe(53);
        using var bare = new BareEngine();
        foreach (var (resource, file) in files)
        {
            var expected = bare.Count(BareEngine.Csv(file));
            (await lake.TableAsync(AdventureWorksProject.TableOf(resource))).Rows.ShouldBe(expected, resource);
            (await lake.SingleAsync($"select count(*) from {AdventureWorksProject.TableOf(resource)}")).ShouldBe(expected, resource);
        }
    }

    [Fact]
    public async Task Python_counts_as_many_rows()
    {
        var files = AdventureWorksProject.Files();
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "/usr/bin/python3 is not there: it is the independent reader.");
        var lake = await fixture.AfterOneRunAsync();
        var counts = Python(Path.GetDirectoryName(files.Values.First())!);
        foreach (var (resource, file) in files)
            (await lake.TableAsync(AdventureWorksProject.TableOf(resource))).Rows.ShouldBe(counts[file], resource);
    }

    [Fact]
    public async Task The_bronze_files_hold_every_field_of_every_row()
    {
        var files = AdventureWorksProject.Files();
        var lake = await fixture.AfterOneRunAsync();
        using var bare = new BareEngine();
        foreach (var (resource, file) in files)
        {
            var metadata = new Uri((await lake.TableAsync(AdventureWorksProject.TableOf(resource))).MetadataLocation).LocalPath;
            var parquet = Path.Join(Path.GetDirectoryName(Path.GetDirectoryName(metadata)), "data", "*.parquet");
            var landed = $"select columns(c -> c not like '\\_%' escape '\\') from read_parquet('{parquet}')";
            var (own, theirs) = (Texts(bare, landed), Texts(bare, $"from {BareEngine.Csv(file)}"));
            own.ShouldBe(theirs, resource);
        }
    }

    [Fact]
    public async Task Six_tables_join_into_the_rows_that_the_files_themselves_give()
    {
        AdventureWorksProject.Files();
        var lake = await fixture.AfterOneRunAsync();
        using var bare = new BareEngine();
        var expected = bare.Rows(AdventureWorksProject.OverFiles()).Select(PlainValue.LineOf).Order(StringComparer.Ordinal).ToList();
        var found = (await lake.LinesAsync($"from {AdventureWorksProject.Gold}")).Order(StringComparer.Ordinal).ToList();
        expected.Count.ShouldBeGreaterThan(5000);
        Hash(found).ShouldBe(Hash(expected));
        found.ShouldBe(expected);
        (await lake.TableAsync(AdventureWorksProject.Gold)).Rows.ShouldBe(expected.Count);
    }

    [Theory]
    [InlineData(AdventureWorksProject.Gold)]
    [InlineData("bronze.adventureworks_job_candidates")]
    [InlineData("bronze.adventureworks_product_descriptions")]
    public async Task Icebird_reads_what_a_query_reads(string table)
    {
        AdventureWorksProject.Files();
        var lake = await fixture.AfterOneRunAsync();
        await lake.IcebirdAgreesAsync(table);
    }

    [Fact]
    public async Task Files_that_did_not_change_are_not_landed_again()
    {
        AdventureWorksProject.Files();
        var lake = await fixture.AfterOneRunAsync();
        var before = await lake.TableAsync("bronze.adventureworks_customers");
        var again = await lake.RunAsync();
        again.Steps.Where(s => s.Kind == "land").Sum(s => s.Rows).ShouldBe(0);
        var after = await lake.TableAsync("bronze.adventureworks_customers");
        (after.Rows, after.Files, after.SnapshotId).ShouldBe((before.Rows, before.Files, before.SnapshotId));
    }

    private static List<string> Texts(BareEngine bare, string sql) =>
        [.. bare.Rows(sql).Select(row => string.Join('\x1f', row.Select(v => (string?)v))).Order(StringComparer.Ordinal)];

    private static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static Dictionary<string, long> Python(string folder)
    {
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Counting, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToDictionary(l => l[0], l => long.Parse(l[1]), StringComparer.Ordinal);
    }
}
