using System.Net;

namespace Tarn.Sources.Rest;

/// <summary>
/// The connections that fetches share. Redirects, cookies and content coding are left to the fetch, which must know of them. A handler is handed in
/// only to play faults that no real server can.
/// </summary>
public sealed class RestTransport : IDisposable
{
    private readonly Lazy<HttpClient> _http;

    /// <summary>Connections that take time and chance from the source of ids. None is made before it is asked for: files need none.</summary>
    public RestTransport(IdSource ids, HttpMessageHandler? handler = null)
    {
        Ids = ids;
        _http = new Lazy<HttpClient>(() => new HttpClient(handler ?? Sockets(), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = PageBody.BytesMax,
        });
    }

    internal HttpClient Http => _http.Value;

    internal IdSource Ids { get; }

    internal TimeProvider Time => Ids.Time;

    /// <summary>A number from 0 to 1 by chance.</summary>
    internal double Chance => Ids.NextSnapshotId() / (double)(1L << 53);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
    }

    private static SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
