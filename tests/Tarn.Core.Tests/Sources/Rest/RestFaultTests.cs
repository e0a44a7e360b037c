using System.Net.Sockets;
using Tarn.Project;
using Tarn.Sources.Rest;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>Answers that fail (fault F20): tried again, and never taken when torn.</summary>
public sealed class RestFaultTests
{
    private const string Good = """{"items":[{"id":1},{"id":2}]}""";

    public static TheoryData<string> Torn => ["500", "502", "503", "429", "408", "425", "202", "reset", "reset-mid-body", "short-body", "open-chunk", "cut-gzip", "cut-gzip-trailer", "no-length-cut", "garbage", "empty"];

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task A_fault_that_passes_loses_and_doubles_nothing(string fault)
    {
        await using var vendor = new StubVendor(r => r.Index < 2 ? Broken(fault) : StubAnswer.Json(Good));
        var clock = new StepClock();
        var page = (await Fetching.PagesAsync(Fetching.Of(vendor.Url), clock)).ShouldHaveSingleItem();
        page.Text().ShouldBe(Good);
        if (fault == "reset")
            return; // The runtime's own handler asks again, at once and up to three times, when a connection is reset before the first byte.
        vendor.Requests.Count.ShouldBe(3);
        clock.Waits.Count.ShouldBe(2);
        clock.Waits[0].TotalSeconds.ShouldBeInRange(1, 1.25);
        clock.Waits[1].TotalSeconds.ShouldBeInRange(2, 2.5);
    }

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task A_fault_that_stays_is_named_and_no_page_comes_out(string fault)
    {
        await using var vendor = new StubVendor(_ => Broken(fault));
        var failure = await Fetching.FailureAsync(Fetching.Of(vendor.Url).Retrying(2));
        failure.Kind.ShouldBe(FailureKind.Unavailable);
        failure.Code().ShouldBe(fault is "garbage" or "no-length-cut" or "empty" ? "source.not-json" : "source.unavailable");
        failure.Message.ShouldContain("3 times");
        vendor.Requests.Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_fault_at_every_page_in_turn_leaves_all_pages_whole()
    {
        string[] faults = [.. Torn.Select(row => row.Data)];
        var last = "";
        await using var vendor = new StubVendor(r =>
        {
            var page = int.Parse(r.Query("page")!);
            var isFirst = last != r.Target;
            last = r.Target;
            return isFirst && page <= faults.Length ? Broken(faults[page - 1]) : StubAnswer.Json(page <= faults.Length ? $$"""{"items":[{{page}}]}""" : """{"items":[]}""");
        });
        var pages = await Fetching.PagesAsync(Fetching.Of(vendor.Url, new RestPaging.PageNumber { Param = "page" }));
        pages.Select(p => p.Text()).ShouldBe(Enumerable.Range(1, faults.Length).Select(p => $$"""{"items":[{{p}}]}""").Append("""{"items":[]}"""));
    }

    [Fact]
    public async Task A_vendor_that_answers_500_then_garbage_is_told_with_the_page_and_its_first_words()
    {
        await using var vendor = new StubVendor(r => r.Query("page") == "1" ? StubAnswer.Json("""{"items":[1]}""") : r.Index < 3 ? Broken("500") : Broken("garbage"));
        var failure = await Fetching.FailureAsync(Fetching.Of(vendor.Url, new RestPaging.PageNumber { Param = "page" }).Retrying(3));
        failure.Code().ShouldBe("source.not-json");
        failure.Problems[0].What.ShouldContain("<html>out of order</html>");
        failure.Problems[0].Where.ShouldNotBeNull().ShouldStartWith("shop.things, page 2 (");
    }

    [Fact]
    public async Task The_first_200_characters_of_the_last_answer_are_told()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Failure(503, new string('x', 500)));
        var failure = await Fetching.FailureAsync(Fetching.Of(vendor.Url).Retrying(0));
        failure.Message.ShouldContain("answered 503: '" + new string('x', 200) + "'");
        failure.Message.ShouldContain("asked once");
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 04 Jun 2026 09:00:45 GMT", 45)]
    [InlineData("Thu, 04 Jun 2020 09:00:45 GMT", 0)]
    [InlineData("999999", 900)]
    public async Task The_vendors_wish_to_wait_is_followed_within_bounds(string retryAfter, int seconds)
    {
        await using var vendor = new StubVendor(r => r.Index == 0 ? StubAnswer.Failure(429).With("Retry-After", retryAfter) : StubAnswer.Json(Good));
        var clock = new StepClock();
        await Fetching.PagesAsync(Fetching.Of(vendor.Url), clock);
        clock.Waits.Sum(w => w.TotalSeconds).ShouldBe(seconds);
    }

    [Fact]
    public async Task Waits_double_up_to_their_bound()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Failure(500));
        var clock = new StepClock();
        var rest = Fetching.Of(vendor.Url);
        await Fetching.FailureAsync(rest with { Connection = rest.Connection with { Retry = new RestRetry { Attempts = 5, BackoffMax = TimeSpan.FromSeconds(4) } } }, clock);
        clock.Waits.Zip([1.0, 2, 4, 4, 4]).ShouldAllBe(w => w.First.TotalSeconds >= w.Second && w.First.TotalSeconds <= w.Second * 1.25);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_so()
    {
        var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var failure = await Fetching.FailureAsync(Fetching.Of($"http://127.0.0.1:{port}").Retrying(1));
        failure.Code().ShouldBe("source.unavailable");
        failure.Message.ShouldContain("refused");
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_given_up_after_the_timeout()
    {
        using var handler = new SilentHandler();
        using var transport = new RestTransport(IdSource.Seeded(1, TimeProvider.System), handler);
        var rest = Fetching.Of("http://vendor.example").Retrying(0);
        rest = rest with { Connection = rest.Connection with { Timeout = TimeSpan.FromMilliseconds(20) } };
        var failure = await Should.ThrowAsync<TarnException>(() => Fetching.PagesAsync(new RestSource("shop.things", rest, transport)));
        failure.Message.ShouldContain("gave no whole answer within");
    }

    [Fact]
    public async Task Cancelling_is_no_fault_of_the_vendor()
    {
        using var handler = new SilentHandler();
        using var transport = new RestTransport(IdSource.Seeded(1, new StepClock()), handler);
        using var cancel = new CancellationTokenSource();
        handler.Asked = cancel.Cancel;
        var source = new RestSource("shop.things", Fetching.Of("http://vendor.example"), transport);
        await Should.ThrowAsync<OperationCanceledException>(async () => { await foreach (var _ in source.FetchAsync(cancel.Token)) { } });
    }

    [Theory]
    [InlineData(400, "source.refused")]
    [InlineData(404, "source.refused")]
    [InlineData(401, "source.auth")]
    [InlineData(403, "source.auth")]
    public async Task What_will_not_pass_is_not_tried_again(int status, string code)
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Failure(status, "no such thing"));
        var failure = await Fetching.FailureAsync(Fetching.Of(vendor.Url));
        (failure.Code(), failure.Kind).ShouldBe((code, FailureKind.Invalid));
        failure.Message.ShouldContain("no such thing");
        vendor.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_packed_page_is_kept_unpacked()
    {
        await using var vendor = new StubVendor(_ => StubAnswer.Json(Good).Gzipped());
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url)))[0].Text().ShouldBe(Good);
        vendor.Requests[0].Headers["Accept-Encoding"].ShouldBe("gzip");
    }

    [Fact]
    public async Task Redirects_are_followed_on_the_same_server_only()
    {
        await using var vendor = new StubVendor(r => r.Path switch
        {
            "/v1/things" => StubAnswer.Failure(302, "").With("Location", "/v2/things"),
            "/v2/things" => StubAnswer.Json(Good),
            _ => StubAnswer.Failure(301, "").With("Location", "http://127.0.0.2:9/steal"),
        });
        (await Fetching.PagesAsync(Fetching.Of(vendor.Url)))[0].Text().ShouldBe(Good);
        (await Fetching.FailureAsync(Fetching.Of(vendor.Url) with { Path = "/away" })).Code().ShouldBe("source.foreign-host");
    }

    [Fact]
    public async Task Requests_keep_their_pace()
    {
        await using var vendor = new StubVendor(r => StubAnswer.Json($$"""{"items":[{{(r.Index < 3 ? r.Index : "")}}]}"""));
        var clock = new StepClock();
        var rest = Fetching.Of(vendor.Url, new RestPaging.PageNumber { Param = "page" });
        await Fetching.PagesAsync(rest with { Connection = rest.Connection with { RequestsPerSecond = 4 } }, clock);
        clock.Waits.ShouldBe(Enumerable.Repeat(TimeSpan.FromMilliseconds(250), 3));
    }

    private static StubAnswer Broken(string fault) => fault switch
    {
        "reset" => new StubAnswer { Reset = true, SendBytes = 0 },
        "reset-mid-body" => StubAnswer.Json(Good) with { SendBytes = 10, Reset = true },
        "short-body" => StubAnswer.Json(Good) with { SendBytes = 20 },
        "open-chunk" => StubAnswer.Json(Good).Chunked(ended: false),
        "cut-gzip" => Cut(StubAnswer.Json(Good).Gzipped(), 12),
        "cut-gzip-trailer" => Cut(StubAnswer.Json(Good).Gzipped(), 3),
        "no-length-cut" => StubAnswer.Json(Good) with { SendBytes = 20, PromiseLength = false },
        "garbage" => StubAnswer.Json("<html>out of order</html>"),
        "empty" => StubAnswer.Json(""),
        _ => StubAnswer.Failure(int.Parse(fault)),
    };

    private static StubAnswer Cut(StubAnswer answer, int bytes) => answer with { Body = answer.Body[..^bytes] };
}
