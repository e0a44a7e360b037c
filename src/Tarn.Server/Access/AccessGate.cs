using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tarn.Server.Access;

/// <summary>
/// Who is let in. With a token file: whoever bears a token of it. Without one: whoever is on this machine, unless it is a web page of
/// another site that makes the user's browser ask.
/// </summary>
/// <param name="tokens">The token file as it is now; null asks for no tokens.</param>
/// <param name="local">Who asks when no token is asked for.</param>
public sealed class AccessGate(Func<TokenFile>? tokens, Caller local)
{
    /// <summary>The token file as it is now; null when no token is asked for.</summary>
    public Func<TokenFile>? Tokens => tokens;

    /// <summary>Who asks.</summary>
    /// <exception cref="AccessException">Nobody who may.</exception>
    public Caller Admit(HttpRequest request)
    {
        if (tokens is null)
            return IsLocal(request) ? local : throw new AccessException(403, "This server asks for no tokens, so it answers programs on this machine only, by the name of localhost.");
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            throw new AccessException(401, "Send a token: Authorization: Bearer ...");
        return tokens().CallerOf(header[scheme.Length..].Trim()) ?? throw new AccessException(401, "The token is not one of this server's.");
    }

    /// <summary>A name other than loopback's is a trick of name service; a foreign origin is a web page's request.</summary>
    private static bool IsLocal(HttpRequest request) =>
        IsLoopback(request.Host.Host)
        && (request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLoopback(page.Host)));

    private static bool IsLoopback(string host) =>
        host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
