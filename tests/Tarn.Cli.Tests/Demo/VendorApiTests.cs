using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tarn.Cli.Demo;

namespace Tarn.Cli.Tests.Demo;

public sealed class VendorApiTests
{
    private static readonly byte[] Checkouts = SampleFiles.Library[VendorPages.SampleFile];

    [Fact]
    public async Task Six_checkouts_fit_on_one_page()
    {
        await using var vendor = VendorApi.Start(FreePort.Find(), Checkouts);
        var page = JsonElement.Parse(await GetAsync(vendor.Url + "/v1/checkouts?limit=500"));
        page.EnumerateObject().Select(p => p.Name).ShouldBe(["nextPageUrl", "totalCheckouts", "checkouts"]);
        page.GetProperty("nextPageUrl").ValueKind.ShouldBe(JsonValueKind.Null);
        page.GetProperty("totalCheckouts").GetInt32().ShouldBe(6);
        page.GetProperty("checkouts").EnumerateArray().ShouldAllBe(c => c.EnumerateObject().Count() == 19);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_are_the_same_bytes_each_time()
    {
        await using var vendor = VendorApi.Start(FreePort.Find(), Checkouts);
        var first = vendor.Url + "/v1/checkouts?limit=4&offset=0";
        var next = JsonElement.Parse(await GetAsync(first)).GetProperty("nextPageUrl").GetString()!;
        next.ShouldBe(vendor.Url + "/v1/checkouts?limit=4&offset=4");
        JsonElement.Parse(await GetAsync(next)).GetProperty("checkouts").GetArrayLength().ShouldBe(2);
        (await GetAsync(first)).ShouldBe(await GetAsync(first));
    }

    [Theory]
    [InlineData("/v1/checkouts", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/v1/checkouts", null, HttpStatusCode.Unauthorized)]
    [InlineData("/v1/checkouts?limit=0", VendorApi.Token, HttpStatusCode.BadRequest)]
    [InlineData("/v1/checkouts?offset=x", VendorApi.Token, HttpStatusCode.BadRequest)]
    [InlineData("/v2", VendorApi.Token, HttpStatusCode.NotFound)]
    public async Task It_refuses_as_a_vendor_does(string path, string? token, HttpStatusCode status)
    {
        await using var vendor = VendorApi.Start(FreePort.Find(), Checkouts);
        using var http = new HttpClient();
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await http.GetAsync(vendor.Url + path)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_or_passed_over()
    {
        await using var first = VendorApi.Start(FreePort.Find(), Checkouts);
        Should.Throw<TarnException>(() => VendorApi.Start(first.Port, Checkouts)).Problems[0].Code.ShouldBe("demo.port");
        await using var other = VendorApi.StartNear(first.Port, Checkouts);
        other.Port.ShouldNotBe(first.Port);
    }

    private static async Task<string> GetAsync(string url)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", VendorApi.Token) } };
        return await http.GetStringAsync(url);
    }
}
