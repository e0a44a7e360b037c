using System.Text;
using Tarn.Project;
using Tarn.Sources.Rest;

namespace Tarn.Core.Tests.Sources.Rest;

public sealed class RestAuthTests
{
    private const string Canary = "c4nary+/= secret";

    [Fact]
    public async Task A_bearer_token_goes_into_the_header() =>
        (await AskedAsync(new RestAuth.Bearer(SecretText.Secret("tok")))).Headers["Authorization"].ShouldBe("Bearer tok");

    [Fact]
    public async Task A_user_and_password_go_into_the_header_as_base64_of_utf8() =>
        (await AskedAsync(new RestAuth.Basic(SecretText.Open("jörg"), SecretText.Secret("pä:ss")))).Headers["Authorization"]
            .ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("jörg:pä:ss")));

    [Fact]
    public async Task An_api_key_goes_into_its_header() =>
        (await AskedAsync(new RestAuth.ApiKey(ApiKeyPlace.Header, "X-Key", SecretText.Secret("k")))).Headers["X-Key"].ShouldBe("k");

    [Fact]
    public async Task An_api_key_goes_into_the_query_of_every_page_and_is_not_shown()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Index == 0 ? """{"items":[1],"next":"?p=2"}""" : """{"items":[2]}"""));
        var rest = Fetching.Of(vendor.Url, new RestPaging.NextUrl(JsonPathText.Parse("$.next")))
            .Authorized(new RestAuth.ApiKey(ApiKeyPlace.Query, "api_key", SecretText.Secret(Canary)));
        var pages = await Fetching.PagesAsync(rest);
        vendor.Requests.Select(r => r.Query("api_key")).ShouldBe([Canary, Canary]);
        pages.ShouldAllBe(p => !p.Address.Contains("c4nary"));
    }

    [Fact]
    public async Task Headers_of_the_declaration_are_sent()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Json("""{"items":[]}"""));
        var rest = Fetching.Of(vendor.Url);
        await Fetching.PagesAsync(rest with { Connection = rest.Connection with { Headers = [new("Accept", SecretText.Open("application/vnd.shop+json")), new("X-Tenant", SecretText.Secret("t"))] } });
        vendor.Requests[0].Headers["Accept"].ShouldBe("application/vnd.shop+json");
        vendor.Requests[0].Headers["X-Tenant"].ShouldBe("t");
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("down")]
    [InlineData("auth")]
    public async Task A_secret_is_in_no_message_even_when_the_vendor_echoes_it(string how)
    {
        var forms = new[] { Canary, Uri.EscapeDataString(Canary), Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)) };
        await using var vendor = new StubVendor(_ => StubAnswer.Failure(how switch { "echo" => 400, "down" => 503, _ => 401 }, string.Join(' ', forms)));
        var rest = Fetching.Of(vendor.Url).Retrying(0).Authorized(new RestAuth.ApiKey(ApiKeyPlace.Query, "k", SecretText.Secret(Canary)))
            with { Params = [new("also", SecretText.Secret(Canary))] };
        var shown = (await Fetching.FailureAsync(rest)).ToString();
        forms.ShouldAllBe(form => !shown.Contains(form));
        shown.ShouldContain("***");
    }

    [Fact]
    public async Task A_client_gets_a_token_once_and_again_60_seconds_before_it_ends()
    {
        await using var vendor = new StubVendor(r => r.Path == "/token" ? StubAnswer.Json($$"""{"access_token":"t{{r.Index}}","expires_in":300}""") : Page(r, "t"));
        var clock = new StepClock();
        using var transport = new RestTransport(IdSource.Seeded(1, clock));
        await foreach (var page in new RestSource("shop.things", Client(vendor), transport).FetchAsync())
            clock.Advance(TimeSpan.FromSeconds(page.Number == 2 ? 239 : 1));
        vendor.Requests.Select(r => r.Path).ShouldBe(["/token", "/v1/things", "/v1/things", "/token", "/v1/things"]);
        vendor.Requests[0].Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("me:s%2Fx"u8));
        vendor.Requests[0].Body.ShouldBe("grant_type=client_credentials&scope=read");
        vendor.Requests[4].Headers["Authorization"].ShouldBe("Bearer t3");
    }

    [Fact]
    public async Task A_token_that_is_not_taken_any_more_is_renewed_once()
    {
        await using var vendor = new StubVendor(r => r.Path == "/token" ? StubAnswer.Json($$"""{"access_token":"t{{r.Index}}"}""")
            : r.Headers["Authorization"] == "Bearer t0" ? StubAnswer.Failure(401) : Page(r, "t"));
        (await Fetching.PagesAsync(Client(vendor))).Count.ShouldBe(3);
        vendor.Requests.Count(r => r.Path == "/token").ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_is_not_let_in_is_told_so()
    {
        await using var vendor = new StubVendor(r => r.Path == "/token" ? StubAnswer.Json("""{"access_token":"t"}""") : StubAnswer.Failure(401, "go away"));
        (await Fetching.FailureAsync(Client(vendor))).Code().ShouldBe("source.auth");
        vendor.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_tokens_server_that_wants_the_secret_in_the_form_gets_it_there()
    {
        await using var vendor = new StubVendor(r => r.Path != "/token" ? Page(r, "t")
            : r.Body.Contains("client_secret=s%2Fx") ? StubAnswer.Json("""{"access_token":"t"}""") : StubAnswer.Failure(401));
        (await Fetching.PagesAsync(Client(vendor))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_tokens_server_that_is_down_for_a_while_is_asked_again()
    {
        await using var vendor = new StubVendor(r => r.Path != "/token" ? Page(r, "t") : r.Index < 2 ? StubAnswer.Failure(503) : StubAnswer.Json("""{"access_token":"t"}"""));
        (await Fetching.PagesAsync(Client(vendor))).Count.ShouldBe(3);
    }

    private static ResourceFetch.Rest Client(StubVendor vendor) =>
        Fetching.Of(vendor.Url, new RestPaging.NextUrl(JsonPathText.Parse("$.next")))
            .Authorized(new RestAuth.ClientCredentials(new Uri(vendor.Url + "/token"), SecretText.Open("me"), SecretText.Secret("s/x"), "read", null));

    private static StubAnswer Page(StubRequest request, string token) =>
        !request.Headers["Authorization"].StartsWith("Bearer " + token) ? StubAnswer.Failure(401)
            : StubAnswer.Json(request.Query("p") switch { null => """{"items":[1],"next":"?p=2"}""", "2" => """{"items":[2],"next":"?p=3"}""", _ => """{"items":[3]}""" });

    private static async Task<StubRequest> AskedAsync(RestAuth auth)
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Json("""{"items":[]}"""));
        await Fetching.PagesAsync(Fetching.Of(vendor.Url).Authorized(auth));
        return vendor.Requests.ShouldHaveSingleItem();
    }
}
