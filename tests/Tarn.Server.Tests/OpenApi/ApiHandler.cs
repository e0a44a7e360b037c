namespace Tarn.Server.Tests.OpenApi;

/// <summary>
/// Holds every answer against the OpenAPI, and every request that was taken. Where the document is absent it lets all pass, and
/// <see cref="SchemaCheckTests"/> tells that it is skipped.
/// </summary>
internal sealed class ApiHandler(string root) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (CatalogApi.Find() is not { } api)
            return response;
        var path = request.RequestUri!.AbsolutePath[root.Length..];
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        api.ResponseProblems(request.Method.Method, path, (int)response.StatusCode, body).ShouldBeEmpty(body);
        if (response.IsSuccessStatusCode && sent.StartsWith('{'))
            api.RequestProblems(request.Method.Method, path, sent).ShouldBeEmpty(sent);
        return response;
    }
}
