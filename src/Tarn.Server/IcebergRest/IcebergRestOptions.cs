using System.Net;
using Tarn.Server.Access;

namespace Tarn.Server.IcebergRest;

/// <summary>How the catalog is served.</summary>
public sealed record IcebergRestOptions
{
    /// <summary>Where to listen.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8181;

    /// <summary>Who is let in.</summary>
    public required AccessGate Gate { get; init; }

    /// <summary>The branch of clients that name no warehouse.</summary>
    public BranchName Branch { get; init; } = BranchName.Main;

    /// <summary>Is told a line for each request that failed through no fault of the client's.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
