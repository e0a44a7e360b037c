using Tarn.Project.Shapes;

namespace Tarn.Project.Declarations;

/// <summary>How a resource is fetched from a REST API.</summary>
internal static class RestShape
{
    private static readonly Shape.Loose Loose = new();
    private static readonly Shape.Text Path = new(TextForms.JsonPath);
    private static readonly Shape.Text Name = new(TextForms.NotEmpty);
    private static readonly Shape.Text Url = new(TextForms.Url);

    private static readonly ShapeKey Type = new("type", new Shape.Text(), "The kind, as in the heading.") { Required = true };

    public static readonly Shape.Kinds Auth = new("auth",
    [
        ("none", new("auth", [Type])),
        ("bearer", new("bearer auth", [Type, Credential("token", "The token of the Authorization header.")])),
        ("api_key", new("api_key auth",
        [
            Type,
            new("header", Name, "The header that takes the key; exactly one of header and query.") { Example = "X-Api-Key" },
            new("query", Name, "The query parameter that takes the key.") { Example = "api_key" },
            Credential("value", "The key."),
        ])),
        ("basic", new("basic auth", [Type, Credential("user", "The user."), Credential("password", "The password.")])),
        ("oauth2_client_credentials", new("oauth2_client_credentials auth",
        [
            Type,
            new("token_url", Url, "Where the token is asked for.") { Required = true, Example = "https://login.example.com/token" },
            Credential("client_id", "The client."),
            Credential("client_secret", "Its secret."),
            new("scope", new Shape.Text(), "What is asked for.") { Example = "read" },
            new("audience", new Shape.Text(), "For whom the token is.") { Example = "https://api.example.com" },
        ])),
    ]);

    public static readonly Shape.Kinds Paging = new("paging",
    [
        ("none", new("paging", [Type])),
        ("next_url", new("next_url paging", [Type, At("Where a page holds the next page's URL; missing, null or empty ends.", "$.nextPageUrl")])),
        ("link_header", new("link_header paging", [Type])),
        ("page_number", new("page_number paging",
        [
            Type,
            Param("The query parameter with the page's number.", "page"),
            new("start", new Shape.Whole(0, int.MaxValue), "The first page's number.") { Default = "1" },
            new("size_param", Name, "The query parameter with the page's size; with size.") { Example = "per_page" },
            new("size", new Shape.Whole(1, 1_000_000), "The page's size; with size_param.") { Example = "100" },
            new("total_pages_at", Path, "Where a page tells how many pages there are.") { DefaultDoc = "stops at the first page without records", Example = "$.pages" },
        ])),
        ("offset", new("offset paging",
        [
            Type,
            Param("The query parameter with the number of records to skip.", "offset"),
            new("limit_param", Name, "The query parameter with the page's size.") { Example = "limit" },
            new("limit", new Shape.Whole(1, 1_000_000), "The page's size.") { Required = true, Example = "100" },
            new("total_at", Path, "Where a page tells how many records there are.") { DefaultDoc = "stops at the first page without records", Example = "$.total" },
        ])),
        ("cursor", new("cursor paging",
        [
            Type,
            Param("The query parameter that takes the cursor.", "cursor"),
            At("Where a page holds the next page's cursor; missing, null or empty ends.", "$.next_cursor"),
        ])),
    ]);

    private static readonly Shape.Keys Retry = new("retry",
    [
        new("attempts", new Shape.Whole(0, 100), "How often a request is tried again after the first time.") { Default = "5" },
        new("backoff", new Shape.Text(TextForms.Duration("1ms", "1h")), "The first wait; each doubles. A server's Retry-After goes first.") { Default = "1s" },
        new("backoff_max", new Shape.Text(TextForms.Duration("1ms", "1h")), "The longest wait.") { Default = "60s" },
    ]);

    private static readonly Shape.Keys Cursor = new("cursor",
    [
        new("field", Name, "The record's field; the greatest value seen is kept with the table.") { Required = true, Example = "updated_at" },
        new("param", Name, "The query parameter that takes it.") { Required = true, Example = "since" },
        new("start", Loose, "What the first load sends.") { DefaultDoc = "nothing is sent", Example = "\"2026-01-01\"" },
        new("format", Name, "How the field writes a time, in DuckDB's strptime language.") { DefaultDoc = "values are compared as they are", Example = "\"%m/%d/%Y %H:%M:%S\"" },
    ]);

    public static readonly Shape.Keys Keys = new("rest",
    [
        new("base_url", Url, "The server, with the path that all requests share. Needed here or in the source.") { Example = "https://api.example.com/v1" },
        new("headers", new Shape.Table(Loose, TextForms.NotEmpty), "Request headers. A resource's are added to the source's.") { Example = "{ User-Agent: tarn }" },
        new("auth", Auth, "How a request says who asks.") { Default = "{ type: none }" },
        new("timeout", new Shape.Text(TextForms.Duration("1ms", "1h")), "How long one request may take, its body included.") { Default = "30s" },
        new("retry", Retry, "What happens when a request fails for a while.") { Default = "{}" },
        new("requests_per_second", new Shape.Number(0.001, 10_000), "No more requests than this in a second.") { DefaultDoc = "no bound", Example = "5" },
        new("path", new Shape.Text(TextForms.UrlPath), "The path below base_url. Needed here or in the source.") { Example = "/checkouts" },
        new("method", new Shape.Choice(["GET", "POST"]), "The request's method.") { Default = "GET" },
        new("params", new Shape.Table(Loose, TextForms.NotEmpty), "Query parameters. A resource's are added to the source's.") { Example = "{ limit: 500 }" },
        new("records", Path, "Where the records are in a page: a list, or one object.") { Default = "$" },
        new("paging", Paging, "How the next page is found.") { Default = "{ type: none }" },
        new("cursor", Cursor, "How a load continues where the one before ended.") { DefaultDoc = "each load fetches everything", Example = "{ field: updated_at, param: since }" },
        new("pages_max", new Shape.Whole(1, 10_000_000), "More pages than this in one load are a failure.") { Default = "10000" },
    ]);

    private static ShapeKey Credential(string name, string doc) =>
        new(name, Loose, doc + " Never printed.") { Required = true, Example = $"\"{{{{ env_var('{name.ToUpperInvariant()}') }}}}\"" };

    private static ShapeKey Param(string doc, string example) => new("param", Name, doc) { Required = true, Example = example };

    private static ShapeKey At(string doc, string example) => new("at", Path, doc) { Required = true, Example = example };
}
