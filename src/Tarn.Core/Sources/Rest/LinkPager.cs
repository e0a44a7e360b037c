namespace Tarn.Sources.Rest;

/// <summary>The Link header names the next page; none ends.</summary>
internal sealed class LinkPager : IPager
{
    public Uri First(Uri resource) => resource;

    public string? Next(RestAnswer answer, long records) =>
        answer.Headers.TryGetValue("Link", out var field) ? LinkHeader.Target(field, "next") : null;
}
