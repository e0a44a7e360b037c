using System.Net;
using System.Net.Sockets;

namespace Tarn.Cli.Tests;

/// <summary>A port on loopback that nobody listens on now.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
