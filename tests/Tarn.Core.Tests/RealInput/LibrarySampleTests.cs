using System.Text.Json.Nodes;
using Tarn.Core.Tests.Project;
using Tarn.Core.Tests.Sources.Rest;
using Tarn.Iceberg.Tests;

namespace Tarn.Core.Tests.RealInput;

/// <summary>The library sample, run against a vendor on the loopback: what its walkthrough shows.</summary>
public sealed class LibrarySampleTests
{
    private const string Patrons = "select columns(c -> c not like '\\_%' escape '\\') from bronze.overdrive_checkouts";

    private static string Sample => Path.Join(Fixtures.Root(AppContext.BaseDirectory), "samples", "library");

    [Fact]
    public async Task One_vendor_page_becomes_bronze_silver_and_gold()
    {
        await using var vendor = Vendor(Checkouts());
        await using var lake = await OpenAsync(vendor.Url);
        var run = await lake.RunAsync();
        run.Steps.SelectMany(s => s.Checks).ShouldNotBeEmpty();
        (await lake.LinesAsync("select title_id, audience, format, title from gold.dim_title order by title_id")).ShouldBe(
        [
            "5550001|Adult Fiction|ebook|The Lighthouse Keepers",
            "5550002|Adult Fiction|audiobook|A Field Guide to Small Rivers",
            "5550003|Adult Fiction|ebook|The Clockmaker’s Niece",
            "5550004|Juvenile Fiction|ebook|Otter and the Very Long Night",
            "5550005|Juvenile Fiction|audiobook|Seven Kites",
            "5550006|Young Adult Fiction|ebook|Signal and Static",
        ]);
        (await lake.LinesAsync("select day, audience, checkouts, users from gold.daily_by_audience order by checkouts desc")).ShouldBe(
        [
            "2026-06-04T00:00:00.000Z|Adult Fiction|3|3",
            "2026-06-04T00:00:00.000Z|Juvenile Fiction|2|2",
            "2026-06-04T00:00:00.000Z|Young Adult Fiction|1|1",
        ]);
    }

    [Fact]
    public async Task Bronze_keeps_the_vendors_19_fields_and_silver_has_17_typed_columns()
    {
        await using var vendor = Vendor(Checkouts());
        await using var lake = await OpenAsync(vendor.Url);
        await lake.RunAsync();
        var bronze = (await lake.TableAsync("bronze.overdrive_checkouts")).Columns.Where(c => !c.Name.StartsWith('_')).ToList();
        bronze.Select(c => c.Name).ShouldBe(Checkouts()[0]!.AsObject().Select(f => f.Key));
        bronze.Count.ShouldBe(19);
        bronze.ToDictionary(c => c.Name, c => c.Type)["isbn"].ShouldBe("string");
        bronze.ToDictionary(c => c.Name, c => c.Type)["subjects"].ShouldBe("list<string>");
        var silver = (await lake.TableAsync("silver.checkouts")).Columns.ToDictionary(c => c.Name, c => c.Type);
        silver.Count.ShouldBe(17);
        silver.Keys.ShouldAllBe(c => c == c.ToLowerInvariant());
        (silver["checked_out_at"], silver["reserve_id"], silver["lending_period_days"], silver["isbn"]).ShouldBe(("timestamptz", "uuid", "int", "string"));
        (await lake.SingleAsync("select count(*) from silver.checkouts")).ShouldBe(6L);
        (await lake.LinesAsync($"{Patrons} order by all")).Count.ShouldBe(6);
    }

    [Fact]
    public async Task The_vendors_page_lies_in_landing_byte_for_byte()
    {
        await using var vendor = Vendor(Checkouts());
        await using var lake = await OpenAsync(vendor.Url);
        await lake.RunAsync();
        var page = Directory.GetFiles(Path.Join(lake.Folder, "landing"), "page_00001.json", SearchOption.AllDirectories).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(page)).ShouldBe(Page(Checkouts()));
        JsonNode.Parse(await File.ReadAllTextAsync(page))!.AsObject().Select(p => p.Key).ShouldBe(["nextPageUrl", "totalCheckouts", "checkouts"]);
    }

    [Fact]
    public async Task A_second_run_grows_bronze_only_and_the_commit_before_is_still_there()
    {
        await using var vendor = Vendor(Checkouts());
        await using var lake = await OpenAsync(vendor.Url);
        await lake.RunAsync();
        var (silver, titles, days) = await FigureAsync(lake);
        await lake.RunAsync();
        (await lake.SingleAsync("select count(*) from bronze.overdrive_checkouts")).ShouldBe(12L);
        (await lake.SingleAsync("select count(*) from bronze.overdrive_checkouts", "main~1")).ShouldBe(6L);
        (await lake.TableAsync("bronze.overdrive_checkouts", "main~1")).Rows.ShouldBe(6);
        var again = await FigureAsync(lake);
        again.Silver.ShouldBe(silver);
        again.Titles.ShouldBe(titles);
        again.Days.ShouldBe(days);
    }

    [Fact]
    public async Task A_page_that_repeats_checkouts_gives_each_one_row_however_often_it_lands()
    {
        var ids = new[] { "d-1", "d-1", "d-2", "d-3", "d-3", "d-4" };
        var records = Checkouts();
        foreach (var (id, record) in ids.Zip(records))
            record!["checkoutId"] = id;
        await using var vendor = Vendor(records);
        await using var lake = await OpenAsync(vendor.Url);
        await lake.RunAsync();
        (await lake.LinesAsync("select checkout_id from silver.checkouts order by 1")).ShouldBe(["d-1", "d-2", "d-3", "d-4"]);
        var first = await lake.LinesAsync("from silver.checkouts order by checkout_id");
        first[0].ShouldContain("The Lighthouse Keepers");
        await lake.RunAsync();
        (await lake.LinesAsync("from silver.checkouts order by checkout_id")).ShouldBe(first);
        (await lake.SingleAsync("select count(*) from bronze.overdrive_checkouts")).ShouldBe(12L);
    }

    [Fact]
    public async Task Icebird_reads_what_a_query_reads()
    {
        await using var vendor = Vendor(Checkouts());
        await using var lake = await OpenAsync(vendor.Url);
        await lake.RunAsync();
        foreach (var table in new[] { "gold.dim_title", "gold.daily_by_audience", "silver.checkouts", "bronze.overdrive_checkouts" })
            await lake.IcebirdAgreesAsync(table);
    }

    private static async Task<(IReadOnlyList<string> Silver, IReadOnlyList<string> Titles, IReadOnlyList<string> Days)> FigureAsync(RealLake lake) => (
        await lake.LinesAsync("from silver.checkouts order by all"),
        await lake.LinesAsync("from gold.dim_title order by all"),
        await lake.LinesAsync("from gold.daily_by_audience order by all"));

    private static JsonArray Checkouts() => JsonNode.Parse(File.ReadAllText(Path.Join(Sample, "vendor", "checkouts.json")))!.AsArray();

    private static string Page(JsonArray checkouts) => $"{{\"nextPageUrl\": null, \"totalCheckouts\": {checkouts.Count},\n \"checkouts\": {checkouts.ToJsonString()}}}";

    private static StubVendor Vendor(JsonArray checkouts) =>
        new(request => request.Path == "/v1/checkouts" ? StubAnswer.Json(Page(checkouts)) : StubAnswer.Failure(404));

    private static Task<RealLake> OpenAsync(string url)
    {
        var project = new ScratchProject();
        foreach (var file in Directory.GetFiles(Sample, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Sample, f)).Where(f => !f.StartsWith("lake", StringComparison.Ordinal)))
            project.With(file, File.ReadAllText(Path.Join(Sample, file)));
        return RealLake.OpenAsync(project, new Dictionary<string, string> { ["OVERDRIVE_URL"] = url });
    }
}
