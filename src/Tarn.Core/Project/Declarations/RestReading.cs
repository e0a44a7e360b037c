using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Makes the record of how a REST resource is fetched out of a mapping that passed every check.</summary>
internal static class RestReading
{
    public static ResourceFetch.Rest Read(YamlNode.Map written)
    {
        var map = ShapeFill.Fill(written, RestShape.Keys);
        return new ResourceFetch.Rest
        {
            Connection = ReadConnection(map),
            Path = map.TextOf("path")!,
            Method = map.TextOf("method")!,
            Params = map.PairsOf("params"),
            Records = map.PathOf("records")!,
            Paging = ReadPaging(map.MapOf("paging")!),
            Cursor = map.MapOf("cursor") is { } cursor ? ReadCursor(cursor) : null,
            PagesMax = (int)map.WholeOf("pages_max")!.Value,
        };
    }

    private static RestConnection ReadConnection(YamlNode.Map map) => new()
    {
        BaseUrl = new Uri(map.TextOf("base_url")!),
        Headers = map.PairsOf("headers"),
        Auth = ReadAuth(map.MapOf("auth")!),
        Timeout = map.DurationOf("timeout")!.Value,
        Retry = ReadRetry(map.MapOf("retry")!),
        RequestsPerSecond = map.NumberOf("requests_per_second"),
    };

    private static RestRetry ReadRetry(YamlNode.Map retry) => new()
    {
        Attempts = (int)retry.WholeOf("attempts")!.Value,
        Backoff = retry.DurationOf("backoff")!.Value,
        BackoffMax = retry.DurationOf("backoff_max")!.Value,
    };

    private static RestAuth ReadAuth(YamlNode.Map auth) => auth.TextOf("type") switch
    {
        "bearer" => new RestAuth.Bearer(auth.CredentialOf("token")),
        "api_key" => new RestAuth.ApiKey(
            auth["header"] is null ? ApiKeyPlace.Query : ApiKeyPlace.Header, auth.TextOf("header") ?? auth.TextOf("query")!, auth.CredentialOf("value")),
        "basic" => new RestAuth.Basic(auth.CredentialOf("user"), auth.CredentialOf("password")),
        "oauth2_client_credentials" => new RestAuth.ClientCredentials(
            new Uri(auth.TextOf("token_url")!), auth.CredentialOf("client_id"), auth.CredentialOf("client_secret"), auth.TextOf("scope"), auth.TextOf("audience")),
        _ => new RestAuth.None(),
    };

    private static RestPaging ReadPaging(YamlNode.Map paging) => paging.TextOf("type") switch
    {
        "next_url" => new RestPaging.NextUrl(paging.PathOf("at")!),
        "link_header" => new RestPaging.LinkHeader(),
        "page_number" => ReadPageNumber(paging),
        "offset" => ReadOffset(paging),
        "cursor" => new RestPaging.Cursor(paging.TextOf("param")!, paging.PathOf("at")!),
        _ => new RestPaging.None(),
    };

    private static RestPaging.PageNumber ReadPageNumber(YamlNode.Map paging) => new()
    {
        Param = paging.TextOf("param")!,
        Start = (int)paging.WholeOf("start")!.Value,
        SizeParam = paging.TextOf("size_param"),
        Size = (int?)paging.WholeOf("size"),
        TotalPagesAt = paging.PathOf("total_pages_at"),
    };

    private static RestPaging.Offset ReadOffset(YamlNode.Map paging) => new()
    {
        Param = paging.TextOf("param")!,
        LimitParam = paging.TextOf("limit_param"),
        Limit = (int)paging.WholeOf("limit")!.Value,
        TotalAt = paging.PathOf("total_at"),
    };

    private static RestCursor ReadCursor(YamlNode.Map cursor) => new()
    {
        Field = cursor.TextOf("field")!,
        Param = cursor.TextOf("param")!,
        Start = cursor.TextOf("start"),
        Format = cursor.TextOf("format"),
    };
}
