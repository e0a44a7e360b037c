using System.Text.Json;
using Tarn.Project;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>Five recorded pages of a real API, served with their Link headers, whose addresses lead to the stub instead.</summary>
public sealed class GithubPagesTests
{
    private const string Recorded = "github-pages/scenarios/api.github.com/paginate-issues/raw-fixture.json";

    [Fact]
    public async Task The_recorded_pages_come_out_byte_for_byte()
    {
        var pages = Pages();
        await using var vendor = new StubVendor(r => Answer(pages, r));
        var rest = Fetching.Of(vendor.Url, new RestPaging.LinkHeader(), "$") with { Path = pages[0].Path.Split('?')[0], Params = [new("per_page", SecretText.Open("3"))] };
        var fetched = await Fetching.PagesAsync(rest);
        fetched.Count.ShouldBe(5);
        fetched.Select(p => p.Body.ToArray()).ShouldBe(pages.Select(p => p.Body));
        fetched.Select(p => p.Records).ShouldBe([3, 3, 3, 3, 1]);
        fetched[0].Headers["ETag"].ShouldBe(pages[0].ETag);
    }

    private static StubAnswer Answer(List<(string Path, string Link, string ETag, byte[] Body)> pages, StubRequest request)
    {
        var page = pages.Find(p => p.Path == request.Target);
        return new StubAnswer { Body = page.Body }.With("ETag", page.ETag)
            .With("Link", page.Link.Replace("https://api.github.com", "http://" + request.Headers["Host"]));
    }

    private static List<(string Path, string Link, string ETag, byte[] Body)> Pages()
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(Recorded)));
        return [.. recorded.RootElement.EnumerateArray()
            .Where(e => e.GetProperty("method").GetString() == "get")
            .Select(e => (e.GetProperty("path").GetString()!, Header(e, "Link"), Header(e, "ETag"), System.Text.Encoding.UTF8.GetBytes(e.GetProperty("response").GetRawText())))];
    }

    private static string Header(JsonElement entry, string name)
    {
        var headers = entry.GetProperty("rawHeaders").EnumerateArray().Select(h => h.GetString()!).ToList();
        return headers[headers.IndexOf(name) + 1];
    }
}
