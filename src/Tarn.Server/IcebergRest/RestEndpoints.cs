using Tarn.Server.Access;

namespace Tarn.Server.IcebergRest;

/// <summary>Every endpoint that is served.</summary>
internal static class RestEndpoints
{
    /// <summary>With what is asked before the catalog.</summary>
    /// <param name="tokens">Null when the server asks for none.</param>
    public static IReadOnlyList<RestEndpoint> All(TokenFile? tokens)
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
