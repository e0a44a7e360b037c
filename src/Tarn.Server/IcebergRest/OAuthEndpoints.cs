using System.Text;
using Microsoft.AspNetCore.Http;
using Tarn.Server.Access;

namespace Tarn.Server.IcebergRest;

/// <summary>
/// The token endpoint that clients expect of a catalog (OpenAPI, "getToken"). The tokens are static, so it hands back the one that was
/// shown, when it is right: a client's secret is its token, and a token is exchanged for itself.
/// </summary>
/// <param name="tokens">The token file as it is now; null when the server asks for no tokens.</param>
internal sealed class OAuthEndpoints(Func<TokenFile>? tokens)
{
    private const string ClientCredentials = "client_credentials";
    private const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    public IReadOnlyList<RestEndpoint> All => [new("POST", "/v1/oauth/tokens", TokenAsync) { IsOpen = true }];

    private async Task<RestReply> TokenAsync(RestCall call)
    {
        if (tokens is null)
            return Refused(400, "invalid_request", "This server asks for no tokens. Leave the credential out.");
        if (!call.Request.HasFormContentType)
            return Refused(400, "invalid_request", "Send a form: application/x-www-form-urlencoded.");
        var form = await call.Request.ReadFormAsync(call.Cancel);
        return form["grant_type"].ToString() switch
        {
            ClientCredentials => Answer(tokens(), Credentials(call, form)),
            TokenExchange => Answer(tokens(), (Name: null, Secret: form["subject_token"].ToString())),
            var other => Refused(400, "unsupported_grant_type", $"'{other}' is not granted; {ClientCredentials} and {TokenExchange} are."),
        };
    }

    private static RestReply Answer(TokenFile tokens, (string? Name, string Secret) shown)
    {
        if (tokens.CallerOf(shown.Secret) is not { } caller || (shown.Name is { Length: > 0 } name && name != caller.Name))
            return Refused(401, "invalid_client", "The client's secret is not one of this server's tokens, or is another client's.");
        return RestReply.Json(200, json =>
        {
            json.WriteString("access_token", shown.Secret);
            json.WriteString("token_type", "bearer");
            json.WriteString("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
            json.WriteString("scope", caller.Scope is AccessScope.Write ? "write" : "read");
        }) with { Headers = [("Cache-Control", "no-store")] };
    }

    /// <summary>From the form, or from a Basic header, as OAuth2 prefers.</summary>
    private static (string? Name, string Secret) Credentials(RestCall call, IFormCollection form)
    {
        const string scheme = "Basic ";
        if (form["client_secret"].ToString() is { Length: > 0 } secret)
            return (form["client_id"].ToString(), secret);
        if (call.Header("Authorization") is not { } header || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return (null, "");
        var bytes = new byte[header.Length];
        var parts = Convert.TryFromBase64String(header[scheme.Length..].Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) : [];
        return parts is [var name, var password] ? (Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)) : (null, "");
    }

    private static RestReply Refused(int status, string error, string why) => RestReply.Json(status, json =>
    {
        json.WriteString("error", error);
        json.WriteString("error_description", why);
    });
}
