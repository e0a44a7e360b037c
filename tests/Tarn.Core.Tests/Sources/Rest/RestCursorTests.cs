using Tarn.Project;
using Tarn.Sources.Rest;

namespace Tarn.Core.Tests.Sources.Rest;

public sealed class RestCursorTests
{
    [Fact]
    public async Task The_last_value_is_sent_and_the_highest_seen_comes_back()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json(r.Index == 0
            ? """{"items":[{"at":"2026-06-04T09:00:00Z"},{"at":"2026-06-04T10:00:00+02:00"}],"next":"?p=2"}"""
            : """{"items":[{"at":"2026-06-04T09:00:01Z"},{"at":null},{}]}"""));
        var source = Source(vendor, "2026-06-01");
        await Fetching.PagesAsync(source);
        vendor.Requests[0].Query("since").ShouldBe("2026-06-01");
        source.NextCursor.ShouldBe("2026-06-04T09:00:01Z");
    }

    [Fact]
    public async Task The_first_load_sends_the_start_and_a_load_without_news_keeps_it()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Json("""{"items":[]}"""));
        var source = Source(vendor, null);
        await Fetching.PagesAsync(source);
        vendor.Requests[0].Query("since").ShouldBe("2020-01-01");
        source.NextCursor.ShouldBe("2020-01-01");
    }

    [Fact]
    public async Task A_failed_load_moves_no_cursor()
    {
        await using var vendor = new StubVendor(r => r.Index == 0 ? StubAnswer.Json("""{"items":[{"at":"2026-06-04"}],"next":"?p=2"}""") : StubAnswer.Failure(400));
        var source = Source(vendor, "2026-06-01");
        await Should.ThrowAsync<TarnException>(() => Fetching.PagesAsync(source));
        source.NextCursor.ShouldBeNull();
    }

    private static RestSource Source(StubVendor vendor, string? cursor)
    {
        var rest = Fetching.Of(vendor.Url, new RestPaging.NextUrl(JsonPathText.Parse("$.next")))
            with { Cursor = new RestCursor { Field = "at", Param = "since", Start = "2020-01-01" } };
        var transport = new RestTransport(IdSource.Seeded(1, new StepClock()));
        return new RestSource("shop.things", rest, transport, cursor);
    }
}
