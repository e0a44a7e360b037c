using Tarn.Project;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>Vendors whose pages do not end, go round or slide (fault F21): nothing is lost in silence, and what cannot go on says why.</summary>
public sealed class RestLoopTests
{
    private static readonly RestPaging Cursor = new RestPaging.Cursor("after", JsonPathText.Parse("$.next"));
    private static readonly RestPaging NextUrl = new RestPaging.NextUrl(JsonPathText.Parse("$.next"));
    private static readonly RestPaging Numbers = new RestPaging.PageNumber { Param = "page" };
    private static readonly RestPaging.Offset Offset = new() { Param = "offset", Limit = 2, TotalAt = JsonPathText.Parse("$.total") };

    [Fact]
    public Task A_cursor_that_repeats_at_once() =>
        FailsAsync("source.page-repeated", Cursor, r => $$"""{"items":[{{r.Index}}],"next":"same"}""");

    [Fact]
    public Task A_cursor_that_goes_round() =>
        FailsAsync("source.page-repeated", Cursor, r => $$"""{"items":[{{r.Index}}],"next":"{{r.Index % 3}}"}""");

    [Fact]
    public Task A_next_address_that_is_the_page_itself() =>
        FailsAsync("source.page-repeated", NextUrl, _ => """{"items":[1],"next":"/v1/things"}""");

    [Fact]
    public Task The_last_page_again_for_every_number_past_the_end() =>
        FailsAsync("source.page-repeated", Numbers, r => r.Query("page") == "1" ? """{"items":[1]}""" : """{"items":[2]}""");

    [Fact]
    public Task A_page_parameter_that_is_ignored() =>
        FailsAsync("source.page-repeated", Numbers, _ => """{"items":[1,2,3]}""");

    [Fact]
    public Task Pages_without_end() =>
        FailsAsync("source.pages-max", Numbers, r => $$"""{"items":[{{r.Index}}]}""");

    [Fact]
    public Task A_cursor_without_end() =>
        FailsAsync("source.pages-max", Cursor, r => $$"""{"items":[{{r.Index}}],"next":"{{r.Index}}"}""");

    [Fact]
    public Task Offsets_that_shift_because_records_were_removed() =>
        FailsAsync("source.records-missing", Offset, r => $$"""{"items":[{{r.Index}},0],"total":{{6 - r.Index}}}""");

    [Fact]
    public Task Fewer_records_than_the_total_tells() =>
        FailsAsync("source.records-missing", Offset, r => r.Index < 2 ? $$"""{"items":[{{r.Index}}],"total":6}""" : """{"items":[],"total":6}""");

    [Fact]
    public Task A_next_address_on_another_server() =>
        FailsAsync("source.foreign-host", NextUrl, _ => """{"items":[1],"next":"http://127.0.0.2:1/v1/things?p=2"}""");

    [Fact]
    public Task A_next_address_that_is_none() =>
        FailsAsync("source.bad-next", NextUrl, _ => """{"items":[1],"next":"javascript:alert(1)"}""");

    [Fact]
    public Task A_page_without_its_records() =>
        FailsAsync("source.no-records", Numbers, _ => """{"error":"quota"}""");

    [Fact]
    public async Task An_inclusive_edge_repeats_a_record_and_loses_none()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Query("after") switch
        {
            null => """{"items":[1,2],"next":"2"}""",
            "2" => """{"items":[2,3],"next":"3"}""",
            _ => """{"items":[3],"next":null}""",
        }));
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, Cursor))).Sum(p => p.Records).ShouldBe(5);
    }

    [Fact]
    public async Task An_emptied_page_between_does_not_end_when_another_is_promised()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Index < 4 ? $$"""{"items":[{{(r.Index == 2 ? "" : "1")}}],"next":"?p={{r.Index}}"}""" : """{"items":[9]}"""));
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, NextUrl))).Sum(p => p.Records).ShouldBe(4);
    }

    [Fact]
    public async Task A_missing_next_on_the_last_page_ends()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Index == 0 ? """{"items":[1],"next":"b"}""" : """{"items":[2]}"""));
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url, Cursor))).Count.ShouldBe(2);
    }

    private static async Task FailsAsync(string code, RestPaging paging, Func<StubRequest, string> answer)
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(answer(r)));
        var failure = await Fetching.FailureAsync(Fetching.Of(vendor.Url, paging) with { PagesMax = 20 });
        failure.Code().ShouldBe(code);
        failure.Message.ShouldContain("shop.things, page ");
        vendor.Requests.Count.ShouldBeLessThanOrEqualTo(20);
    }
}
