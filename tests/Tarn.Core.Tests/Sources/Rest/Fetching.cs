using Tarn.Project;
using Tarn.Sources;
using Tarn.Sources.Rest;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>Declarations and fetches in few words.</summary>
internal static class Fetching
{
    public static ResourceFetch.Rest Of(string url, RestPaging? paging = null, string records = "$.items") => new()
    {
        Connection = new RestConnection { BaseUrl = new Uri(url), Headers = [] },
        Path = "/v1/things",
        Params = [],
        Records = JsonPathText.Parse(records),
        Paging = paging ?? new RestPaging.None(),
    };

    public static ResourceFetch.Rest Authorized(this ResourceFetch.Rest rest, RestAuth auth) =>
        rest with { Connection = rest.Connection with { Auth = auth } };

    public static ResourceFetch.Rest Retrying(this ResourceFetch.Rest rest, int attempts) =>
        rest with { Connection = rest.Connection with { Retry = new RestRetry { Attempts = attempts } } };

    public static async Task<List<SourcePage>> PagesAsync(ResourceFetch.Rest rest, StepClock? clock = null, string? cursor = null)
    {
        using var transport = new RestTransport(IdSource.Seeded(7, clock ?? new StepClock()));
        return await PagesAsync(new RestSource("shop.things", rest, transport, cursor));
    }

    public static async Task<List<SourcePage>> PagesAsync(RestSource source)
    {
        var pages = new List<SourcePage>();
        await foreach (var page in source.FetchAsync())
            pages.Add(page);
        return pages;
    }

    public static async Task<TarnException> FailureAsync(ResourceFetch.Rest rest, StepClock? clock = null) =>
        await Should.ThrowAsync<TarnException>(() => PagesAsync(rest, clock));

    public static string Text(this SourcePage page) => System.Text.Encoding.UTF8.GetString(page.Body.Span);


}
