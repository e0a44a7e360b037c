namespace Tarn.Server.IcebergRest;

/// <summary>One endpoint of the REST API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as the OpenAPI has it: <c>/v1/{prefix}/namespaces</c>.</param>
/// <param name="Handle">What it does.</param>
internal sealed record RestEndpoint(string Method, string Path, Func<RestCall, Task<RestReply>> Handle)
{
    /// <summary>It changes the lake, so that it takes the scope <c>write</c>.</summary>
    public bool Writes { get; init; }

    /// <summary>Whoever has no token yet may ask.</summary>
    public bool IsOpen { get; init; }

    /// <summary>As the configuration lists it.</summary>
    public override string ToString() => $"{Method} {Path}";
}
