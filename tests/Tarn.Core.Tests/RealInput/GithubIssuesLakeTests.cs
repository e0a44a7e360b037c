using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tarn.Core.Tests.Project;
using Tarn.Core.Tests.Sources;
using Tarn.Core.Tests.Sources.Rest;

namespace Tarn.Core.Tests.RealInput;

/// <summary>Five recorded pages of a real API become landed pages and bronze rows.</summary>
public sealed class GithubIssuesLakeTests
{
    private const string Recorded = "github-pages/scenarios/api.github.com/paginate-issues/raw-fixture.json";

    [Fact]
    public async Task The_pages_land_byte_for_byte_and_the_manifest_names_them_last()
    {
        var answers = Answers();
        await using var vendor = new StubVendor(r => Answer(answers, r));
        await using var lake = await OpenAsync(vendor.Url, answers[0].Path);
        var run = await lake.RunAsync();
        var folder = Landed(lake).ShouldHaveSingleItem();
        Path.GetFileName(folder).ShouldBe(run.Run.Value);
        var pages = Directory.GetFiles(folder, "page_*").Order(StringComparer.Ordinal).ToList();
        pages.Select(p => Path.GetFileName(p)).ShouldBe(Enumerable.Range(1, 5).Select(n => $"page_0000{n}.json"));
        pages.Select(File.ReadAllBytes).ShouldBe(answers.Select(a => a.Body));
        var manifest = Path.Join(folder, "manifest.json");
        File.GetLastWriteTimeUtc(manifest).ShouldBeGreaterThanOrEqualTo(pages.Max(File.GetLastWriteTimeUtc));
        Named(manifest).ShouldBe(answers.Select((a, i) => ($"page_0000{i + 1}.json", $"sha256:{Convert.ToHexStringLower(SHA256.HashData(a.Body))}", (long)a.Body.Length)));
    }

    [Fact]
    public async Task Bronze_has_a_row_an_issue_and_a_second_run_appends_as_many()
    {
        var answers = Answers();
        await using var vendor = new StubVendor(r => Answer(answers, r));
        await using var lake = await OpenAsync(vendor.Url, answers[0].Path);
        await lake.RunAsync();
        var numbers = answers.SelectMany(a => Numbers(a.Body)).ToList();
        numbers.Count.ShouldBe(13);
        var found = await lake.RowsAsync("select number from bronze.github_issues order by _page, _position");
        found.Select(r => (long)r[0]!).ShouldBe(numbers);
        await lake.RunAsync();
        (await lake.SingleAsync("select count(*) from bronze.github_issues")).ShouldBe(26L);
        (await lake.SingleAsync("select count(distinct number) from bronze.github_issues")).ShouldBe(13L);
        Landed(lake).Count.ShouldBe(2);
        vendor.Requests.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Nested_objects_are_structs_and_lists_for_a_query_and_for_icebird()
    {
        var answers = Answers();
        await using var vendor = new StubVendor(r => Answer(answers, r));
        await using var lake = await OpenAsync(vendor.Url, answers[0].Path);
        await lake.RunAsync();
        var types = (await lake.TableAsync("bronze.github_issues")).Columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        types["id"].ShouldBe("long");
        types["user"].ShouldStartWith("struct<");
        types["reactions"].ShouldStartWith("struct<");
        types["labels"].ShouldStartWith("list<");
        (await lake.LinesAsync("select distinct \"user\".login from bronze.github_issues")).ShouldHaveSingleItem();
        await lake.IcebirdAgreesAsync("bronze.github_issues");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Labels_that_come_before_or_after_empty_lists_are_taken_with_nothing_lost(bool before)
    {
        var answers = Answers();
        var bodies = new[] { Bare(answers[^1].Body), Labelled(answers[^1].Body) };
        var served = before ? 1 : 0;
        await using var vendor = new StubVendor(_ => new StubAnswer { Body = bodies[served++ % 2] });
        await using var lake = await OpenAsync(vendor.Url, answers[0].Path);
        for (var run = 0; run < 3; run++)
            await lake.RunAsync();
        (await lake.SingleAsync("select count(*) from bronze.github_issues")).ShouldBe(3L);
        var found = await lake.LinesAsync("""
            select to_json(labels)::varchar, to_json(milestone)::varchar, "user".id::varchar from bronze.github_issues order by _ingested_at
            """);
        for (var run = 0; run < 3; run++)
        {
            var parts = new[] { "help wanted", "v1.0", "31898100" };
            parts.ShouldAllBe(part => found[run].Contains(part) == ((run % 2 == 1) != before), $"{run}: {found[run]}");
        }
    }

    private static byte[] Bare(byte[] page)
    {
        var issues = JsonNode.Parse(page)!.AsArray();
        issues[0]!["user"]!["id"] = null;
        return Encoding.UTF8.GetBytes(issues.ToJsonString());
    }

    private static byte[] Labelled(byte[] page)
    {
        var issues = JsonNode.Parse(page)!.AsArray();
        issues[0]!["labels"] = new JsonArray(new JsonObject { ["id"] = 1, ["name"] = "help wanted" });
        issues[0]!["user"]!["id"] = 31898100;
        issues[0]!["milestone"] = new JsonObject { ["number"] = 1, ["title"] = "v1.0" };
        return Encoding.UTF8.GetBytes(issues.ToJsonString());
    }

    private static Task<RealLake> OpenAsync(string url, string path) => RealLake.OpenAsync(ScratchProject.Named("github").With("sources/github.yml", $$"""
        source: github
        rest:
          base_url: {{url}}
          headers: { Accept: application/vnd.github.v3+json }
        resources:
          - name: issues
            rest:
              path: {{path.Split('?')[0]}}
              params: { per_page: 3 }
              records: $
              paging: { type: link_header }
        """));

    private static List<string> Landed(RealLake lake) =>
        [.. Directory.GetDirectories(Path.Join(lake.Folder, "landing", "github", "issues")).SelectMany(Directory.GetDirectories)];

    private static IEnumerable<(string Name, string Digest, long Bytes)> Named(string manifest)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return [.. json.RootElement.GetProperty("pages").EnumerateArray().Select(p =>
            (p.GetProperty("name").GetString()!, p.GetProperty("digest").GetString()!, p.GetProperty("bytes").GetInt64()))];
    }

    private static List<long> Numbers(byte[] page)
    {
        using var json = JsonDocument.Parse(page);
        return [.. json.RootElement.EnumerateArray().Select(i => i.GetProperty("number").GetInt64())];
    }

    private static StubAnswer Answer(List<(string Path, string Link, byte[] Body)> answers, StubRequest request)
    {
        var answer = answers.Find(a => a.Path == request.Target);
        return new StubAnswer { Body = answer.Body }.With("Link", answer.Link.Replace("https://api.github.com", "http://" + request.Headers["Host"], StringComparison.Ordinal));
    }

    private static List<(string Path, string Link, byte[] Body)> Answers()
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(Recorded)));
        return [.. recorded.RootElement.EnumerateArray()
            .Where(e => e.GetProperty("method").GetString() == "get")
            .Select(e => (e.GetProperty("path").GetString()!, Link(e), Encoding.UTF8.GetBytes(e.GetProperty("response").GetRawText())))];
    }

    private static string Link(JsonElement entry)
    {
        var headers = entry.GetProperty("rawHeaders").EnumerateArray().Select(h => h.GetString()!).ToList();
        return headers[headers.IndexOf("Link") + 1];
    }
}
