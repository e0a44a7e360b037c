using Tarn.Server.Access;

namespace Tarn.Server.IcebergRest;

/// <summary>Every endpoint that is served.</summary>
internal static class RestEndpoints
{
    /// <summary>With what is asked before the catalog.</summary>
    /// <param name="tokens">The token file as it is now; null when the server asks for no tokens.</param>
    public static IReadOnlyList<RestEndpoint> All(Func<TokenFile>? tokens)
    {
        var catalog = Catalog();
        return [.. new ConfigEndpoints(catalog).All, .. new OAuthEndpoints(tokens).All, .. catalog];
    }

    private static IReadOnlyList<RestEndpoint> Catalog() =>
    [
        .. NamespaceEndpoints.All,
        .. TableEndpoints.All,
        .. TableWriteEndpoints.All,
        .. ViewEndpoints.All,
    ];
}
