using System.Net;
using System.Text.Json;
using Tarn.Project;
using Tarn.Sources.Json;

namespace Tarn.Sources.Rest;

/// <summary>
/// Bearer tokens by client credentials (RFC 6749 section 4.4), kept until 60 seconds before they end. The client shows itself with HTTP Basic, which
/// every server must take (section 2.3.1); one that refuses that is asked once more with the secret in the form.
/// </summary>
internal sealed class OAuthTokens(RestAuth.ClientCredentials client, RestTransport transport, RestFaults faults)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(60);

    private string? _token;
    private DateTimeOffset _until;
    private bool _inForm;

    /// <summary>A token that holds for a while yet.</summary>
    /// <exception cref="HttpRequestException">The token's server did not answer as it should; it may later.</exception>
    public async Task<string> GetAsync(CancellationToken cancel)
    {
        if (_token is not null && transport.Time.GetUtcNow() < _until)
            return _token;
        using var first = await AskAsync(cancel).ConfigureAwait(false);
        if (!_inForm && first.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            _inForm = true;
            using var second = await AskAsync(cancel).ConfigureAwait(false);
            return await TakeAsync(second, cancel).ConfigureAwait(false);
        }
        return await TakeAsync(first, cancel).ConfigureAwait(false);
    }

    /// <summary>Forgets the token, so that the next request gets a new one. False when there was none.</summary>
    public bool Forget()
    {
        var had = _token is not null;
        _token = null;
        return had;
    }

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, client.TokenUrl) { Content = new FormUrlEncodedContent(Form()) };
        if (!_inForm)
            request.Headers.Authorization = RestCredentials.Basic(WebUtility.UrlEncode(client.ClientId.Reveal()), WebUtility.UrlEncode(client.ClientSecret.Reveal()));
        request.Headers.Accept.ParseAdd("application/json");
        return await transport.Http.SendAsync(request, cancel).ConfigureAwait(false);
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", "client_credentials");
        if (client.Scope is not null)
            yield return new("scope", client.Scope);
        if (client.Audience is not null)
            yield return new("audience", client.Audience);
        if (!_inForm)
            yield break;
        yield return new("client_id", client.ClientId.Reveal());
        yield return new("client_secret", client.ClientSecret.Reveal());
    }

    private async Task<string> TakeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status is 408 or 425 or 429 or >= 500)
            throw new HttpRequestException($"the token's server answered {status}", null, response.StatusCode);
        if (status != 200)
            throw faults.Unauthorized(client.TokenUrl, status, PageBody.Excerpt(body));
        try
        {
            var token = JsonPath.Field("access_token").TextIn(body) ?? throw new HttpRequestException("the token's server gave no access_token");
            var seconds = JsonPath.Field("expires_in").NumberIn(body) ?? 300;
            _until = transport.Time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) - Early;
            return _token = token;
        }
        catch (JsonException fault)
        {
            throw new HttpRequestException("the token's server gave no JSON", fault);
        }
    }
}
