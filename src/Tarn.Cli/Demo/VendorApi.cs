using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tarn.Cli.Demo;

/// <summary>
/// A vendor's API as the library knows it, on loopback: GET /v1/checkouts?limit=&amp;offset= answers one page
/// <c>{nextPageUrl, totalCheckouts, checkouts}</c> to whoever shows the bearer token. The same question gets the same bytes.
/// </summary>
internal sealed class VendorApi : IAsyncDisposable
{
    /// <summary>The token that the sample's source shows.</summary>
    public const string Token = "demo-token";

    private const int UsualPort = 8099;
    private readonly HttpListener _listener;
    private readonly VendorPages _pages;
    private readonly Task _serving;

    private VendorApi(HttpListener listener, VendorPages pages, int port)
    {
        (_listener, _pages, Port) = (listener, pages, port);
        _serving = ServeAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>The usual port when it is free, else one that the system gives.</summary>
    public static int FreePort() => PortIfFree(UsualPort) ?? PortIfFree(0) ?? throw Taken(UsualPort);

    /// <summary>Serves on this port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="checkouts">The records: a JSON array.</param>
    /// <exception cref="TarnException">Unavailable, <c>demo.port</c>: something else listens there.</exception>
    public static VendorApi Start(int port, ReadOnlyMemory<byte> checkouts)
    {
        var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        try
        {
            listener.Start();
        }
        catch (HttpListenerException)
        {
            throw Taken(port);
        }
        return new VendorApi(listener, VendorPages.Parse(checkouts), port);
    }

    /// <summary>Serves on this port, or on a free one when something else listens there.</summary>
    public static VendorApi StartNear(int port, ReadOnlyMemory<byte> checkouts) => Start(PortIfFree(port) ?? FreePort(), checkouts);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static int? PortIfFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static TarnException Taken(int port) => new(FailureKind.Unavailable, new Problem(
        "demo.port", $"The vendor API cannot listen on port {port}: something else does.", $"127.0.0.1:{port}", "Stop it, or choose another port with --port."));

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The caller went away, or we were closed: the loop's condition knows which.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var (status, body) = Answer(call.Request);
        var bytes = Encoding.UTF8.GetBytes(body);
        call.Response.StatusCode = status;
        call.Response.ContentType = "application/json; charset=utf-8";
        if (status == 401)
            call.Response.AddHeader("WWW-Authenticate", "Bearer");
        call.Response.ContentLength64 = bytes.Length;
        await call.Response.OutputStream.WriteAsync(bytes);
        call.Response.Close();
    }

    private (int Status, string Body) Answer(HttpListenerRequest request)
    {
        if (request.Url?.AbsolutePath != "/v1/checkouts")
            return (404, """{"error":"There is only /v1/checkouts here."}""");
        if (request.HttpMethod != "GET")
            return (405, """{"error":"Only GET is served."}""");
        if (request.Headers["Authorization"] != "Bearer " + Token)
            return (401, """{"error":"The bearer token is missing or wrong."}""");
        var limit = Number(request.QueryString["limit"], VendorPages.LimitMax);
        var offset = Number(request.QueryString["offset"], 0);
        return limit is >= 1 and <= VendorPages.LimitMax && offset >= 0
            ? (200, _pages.Page(Url + "/v1/checkouts", limit, offset))
            : (400, $$"""{"error":"limit must be 1 to {{VendorPages.LimitMax}} and offset at least 0."}""");
    }

    private static int Number(string? text, int otherwise)
    {
        if (text is null)
            return otherwise;
        return int.TryParse(text, out var number) ? number : -1;
    }
}
