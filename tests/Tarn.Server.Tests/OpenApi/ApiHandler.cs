using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.OpenApi;

/// <summary>
/// Holds every answer against the OpenAPI, and every request that was taken. Where the document is absent each test says so with a warning; what every answer has is looked at all the same.
/// </summary>
internal sealed class ApiHandler(string root) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath[root.Length..];
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        ShapeProblems(path, (int)response.StatusCode, body).ShouldBeEmpty(body);
        if (CatalogApi.Find() is not { } api)
        {
            TestContext.Current.AddWarning("The OpenAPI is not there: answers were looked at for their error model and a few parts, not held against it.");
            return response;
        }
        api.ResponseProblems(request.Method.Method, path, (int)response.StatusCode, body).ShouldBeEmpty(body);
        if (response.IsSuccessStatusCode && sent.StartsWith('{'))
            api.RequestProblems(request.Method.Method, path, sent).ShouldBeEmpty(sent);
        return response;
    }

    /// <summary>What can be told of an answer without the document. Errors of the token endpoint are OAuth's.</summary>
    private static IEnumerable<string> ShapeProblems(string path, int status, string body)
    {
        if (body.Length == 0 || path.EndsWith("/oauth/tokens", StringComparison.Ordinal))
            return [];
        var json = JsonNode.Parse(body) as JsonObject;
        string[] needed = status >= 400 ? ["message", "type", "code"]
            : path.EndsWith("/config", StringComparison.Ordinal) ? ["defaults", "overrides", "endpoints"]
            : [];
        var holder = status >= 400 ? json?["error"] as JsonObject : json;
        var missing = needed.Where(name => holder?[name] is null).Select(name => $"{path}: {status} has no '{name}'");
        return status >= 400 && holder?["code"]?.GetValue<int>() != status ? [.. missing, $"{path}: the error's code is not {status}"] : missing;
    }
}
