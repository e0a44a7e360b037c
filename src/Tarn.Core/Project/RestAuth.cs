namespace Tarn.Project;

/// <summary>How a request says who asks.</summary>
public abstract record RestAuth
{
    private RestAuth() { }

    /// <summary>It does not say.</summary>
    public sealed record None : RestAuth;

    /// <summary><c>Authorization: Bearer token</c> (RFC 6750).</summary>
    /// <param name="Token">The token.</param>
    public sealed record Bearer(SecretText Token) : RestAuth;

    /// <summary>A key in a header or in the query.</summary>
    /// <param name="Place">Where the key goes.</param>
    /// <param name="Name">The header's or the parameter's name.</param>
    /// <param name="Value">The key.</param>
    public sealed record ApiKey(ApiKeyPlace Place, string Name, SecretText Value) : RestAuth;

    /// <summary><c>Authorization: Basic</c> (RFC 7617).</summary>
    /// <param name="User">The user.</param>
    /// <param name="Password">The password.</param>
    public sealed record Basic(SecretText User, SecretText Password) : RestAuth;

    /// <summary>A bearer token got with client credentials (RFC 6749 section 4.4).</summary>
    /// <param name="TokenUrl">Where the token is asked for.</param>
    /// <param name="ClientId">The client.</param>
    /// <param name="ClientSecret">Its secret.</param>
    /// <param name="Scope">What is asked for; null asks for the default.</param>
    /// <param name="Audience">For whom the token is; null when the server needs none.</param>
    public sealed record ClientCredentials(Uri TokenUrl, SecretText ClientId, SecretText ClientSecret, string? Scope, string? Audience)
        : RestAuth;
}
