namespace Tarn.Server.IcebergRest;

/// <summary>Every endpoint that is served.</summary>
internal static class RestEndpoints
{
    public static IReadOnlyList<RestEndpoint> All() =>
    [
        .. new ConfigEndpoints(All).All,
        .. NamespaceEndpoints.All,
        .. TableEndpoints.All,
        .. TableWriteEndpoints.All,
    ];
}
