using System.Net.Http.Headers;
using System.Text;
using Tarn.Project;

namespace Tarn.Sources.Rest;

/// <summary>Puts onto each request who asks.</summary>
internal sealed class RestCredentials(RestConnection connection, OAuthTokens? tokens)
{
    /// <summary>What must never be shown: the credentials, and every declared header and parameter that hides itself.</summary>
    public static IEnumerable<string> Secrets(ResourceFetch.Rest rest)
    {
        IEnumerable<SecretText> declared = rest.Connection.Auth switch
        {
            RestAuth.Bearer bearer => [bearer.Token],
            RestAuth.ApiKey key => [key.Value],
            RestAuth.Basic basic => [basic.Password],
            RestAuth.ClientCredentials client => [client.ClientSecret],
            _ => [],
        };
        var pair = rest.Connection.Auth is RestAuth.Basic b ? [$"{b.User.Reveal()}:{b.Password.Reveal()}"] : Array.Empty<string>();
        return declared.Concat(rest.Connection.Headers.Concat(rest.Params).Select(p => p.Value).Where(v => v.Hidden)).Select(s => s.Reveal()).Concat(pair);
    }

    /// <summary>The address with the key in its query, when that is where it goes.</summary>
    public Uri Address(Uri address) =>
        connection.Auth is RestAuth.ApiKey { Place: ApiKeyPlace.Query } key && !RestAddress.Has(address, key.Name)
            ? RestAddress.Add(address, key.Name, key.Value.Reveal())
            : address;

    /// <summary>Sets the headers that say who asks. A client-credentials token is got first, when there is none that still holds.</summary>
    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        foreach (var (name, value) in connection.Headers)
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        request.Headers.Authorization = connection.Auth switch
        {
            RestAuth.Bearer bearer => new AuthenticationHeaderValue("Bearer", bearer.Token.Reveal()),
            RestAuth.Basic basic => Basic(basic.User.Reveal(), basic.Password.Reveal()),
            RestAuth.ClientCredentials when tokens is not null => new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancel).ConfigureAwait(false)),
            _ => request.Headers.Authorization,
        };
        if (connection.Auth is RestAuth.ApiKey { Place: ApiKeyPlace.Header } key)
            request.Headers.TryAddWithoutValidation(key.Name, key.Value.Reveal());
    }

    /// <summary>Forgets the token. False when there is none to forget: a new attempt would end the same.</summary>
    public bool Renew() => tokens is not null && tokens.Forget();

    /// <summary>RFC 7617 with UTF-8.</summary>
    internal static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
