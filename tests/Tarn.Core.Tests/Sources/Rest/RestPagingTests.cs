using Tarn.Project;

namespace Tarn.Core.Tests.Sources.Rest;

public sealed class RestPagingTests
{
    [Fact]
    public async Task One_page_comes_out_byte_for_byte_with_its_headers()
    {
        const string odd = "{ \"items\" : [ {\"a\":1.0} ,\t{\"a\":1e2}]  }\n";
        await using var vendor = new StubVendor(_ => StubAnswer.Json(odd).With("ETag", "\"e1\"").With("Content-Type", "application/json; charset=utf-8"));
        var page = (await Fetching.PagesAsync(Fetching.Of(vendor.Url))).ShouldHaveSingleItem();
        page.Text().ShouldBe(odd);
        (page.Number, page.Status, page.Records, page.MediaType).ShouldBe((1, 200, 2, "application/json"));
        page.Headers["ETag"].ShouldBe("\"e1\"");
        page.Address.ShouldBe(vendor.Url + "/v1/things");
    }

    [Fact]
    public async Task The_paths_are_appended_to_the_bases_own_and_parameters_are_coded()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Json("{\"items\":[]}"));
        var rest = Fetching.Of(vendor.Url + "/api/") with { Params = [new("q", SecretText.Open("a b&c=ü")), new("limit", SecretText.Open("5"))] };
        await Fetching.PagesAsync(rest);
        vendor.Requests[0].Target.ShouldBe("/api/v1/things?q=a%20b%26c%3D%C3%BC&limit=5");
        vendor.Requests[0].Headers["Accept"].ShouldBe("application/json");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_next_address_in_the_page_is_followed_absolute_or_relative(bool absolute)
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Query("p") switch
        {
            null => $$"""{"items":[1],"next":"{{(absolute ? "http://" + r.Headers["Host"] : "")}}/v1/things?p=2"}""",
            "2" => """{"items":[2],"next":"?p=3"}""",
            _ => """{"items":[3],"next":""}""",
        }));
        var pages = await Fetching.PagesAsync(Fetching.Of(vendor.Url, new RestPaging.NextUrl(JsonPathText.Parse("$.next"))));
        pages.Select(p => p.Number).ShouldBe([1, 2, 3]);
        vendor.Requests.Select(r => r.Target).ShouldBe(["/v1/things", "/v1/things?p=2", "/v1/things?p=3"]);
    }

    [Fact]
    public async Task A_link_header_is_followed_to_the_last_page()
    {
        await using var vendor = new StubVendor(r =>
        {
            var page = int.Parse(r.Query("page") ?? "1");
            var answer = StubAnswer.Json($$"""{"items":[{{page}}]}""");
            return page == 3 ? answer : answer.With("Link", $"<http://{r.Headers["Host"]}/v1/things?page=1>; rel=\"first\", </v1/things?page={page + 1}>; rel=\"next\"");
        });
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, new RestPaging.LinkHeader()))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Page_numbers_go_on_until_a_page_has_no_records()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Query("page") is "1" or "2" ? $$"""{"items":[{{r.Query("page")}}]}""" : """{"items":[]}"""));
        var paging = new RestPaging.PageNumber { Param = "page", SizeParam = "size", Size = 50 };
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, paging))).Select(p => p.Records).ShouldBe([1, 1, 0]);
        vendor.Requests[1].Target.ShouldBe("/v1/things?size=50&page=2");
    }

    [Fact]
    public async Task Page_numbers_go_on_to_the_total_over_an_empty_page()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Query("page") == "1" ? """{"items":[],"pages":3}""" : $$"""{"items":[{{r.Query("page")}}],"pages":"3"}"""));
        var paging = new RestPaging.PageNumber { Param = "page", Start = 0, TotalPagesAt = JsonPathText.Parse("$.pages") };
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, paging))).Select(p => p.Records).ShouldBe([1, 0, 1]);
    }

    [Fact]
    public async Task An_offset_moves_by_what_came_so_that_a_smaller_bound_of_the_vendor_loses_nothing()
    {
        await using var vendor = new StubVendor(r =>
        {
            var from = int.Parse(r.Query("offset")!);
            return StubAnswer.Json($$"""{"items":[{{string.Join(',', Enumerable.Range(0, 25).Skip(from).Take(10))}}]}""");
        });
        var paging = new RestPaging.Offset { Param = "offset", LimitParam = "limit", Limit = 500 };
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, paging))).Sum(p => p.Records).ShouldBe(25);
        vendor.Requests.Select(r => r.Query("offset")).ShouldBe(["0", "10", "20", "25"]);
    }

    [Fact]
    public async Task An_offset_with_a_total_asks_no_more_than_needed()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json($$"""{"items":[1,2],"total":4,"o":{{r.Query("offset")}}}"""));
        var paging = new RestPaging.Offset { Param = "offset", Limit = 2, TotalAt = JsonPathText.Parse("$.total") };
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, paging))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cursor_token_is_sent_back_and_empty_pages_between_do_not_end()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Query("after") switch
        {
            null => """{"items":[1],"meta":{"cursor":"a/b+c="}}""",
            "a/b+c=" => """{"items":[],"meta":{"cursor":"d"}}""",
            "d" => """{"items":[],"meta":{"cursor":"e"}}""",
            _ => """{"items":[2],"meta":{"cursor":null}}""",
        }));
        var rest = Fetching.Of(vendor.Url, new RestPaging.Cursor("after", JsonPathText.Parse("$.meta.cursor")));
        (await Fetching.PagesAsync(rest)).Select(p => p.Records).ShouldBe([1, 0, 0, 1]);
        vendor.Requests[1].Target.ShouldBe("/v1/things?after=a%2Fb%2Bc%3D");
    }

    [Fact]
    public async Task No_content_is_no_page()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Json("") with { Status = 204, PromiseLength = false });
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url))).ShouldBeEmpty();
    }
}
