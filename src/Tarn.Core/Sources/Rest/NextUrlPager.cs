using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>The page holds the next page's address; absent, null or empty ends.</summary>
internal sealed class NextUrlPager(JsonPath at) : IPager
{
    public Uri First(Uri resource) => resource;

    public string? Next(RestAnswer answer, long records) => at.TextIn(answer.Body);
}
