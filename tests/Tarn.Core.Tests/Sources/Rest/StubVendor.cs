using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>A vendor on a free loopback port that answers as told, torn answers included: it writes HTTP by hand, a connection a request.</summary>
internal sealed class StubVendor : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly Task _loop;

    public StubVendor(Func<StubRequest, StubAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _loop = ServeAsync();
    }

    public string Url { get; }

    public List<StubRequest> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => OneAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The vendor was stopped.
        }
    }

    private async Task OneAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            if (await ReadAsync(stream) is not { } request)
                return;
            await WriteAsync(client, stream, Answer(request));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client gave up first, or the vendor was stopped.
        }
    }

    private StubAnswer Answer(StubRequest request)
    {
        lock (Requests)
        {
            Requests.Add(request with { Index = Requests.Count });
            return _answer(Requests[^1]);
        }
    }

    private async Task<StubRequest?> ReadAsync(NetworkStream stream)
    {
        var reader = new StreamReader(stream, Encoding.Latin1, false, 1024, leaveOpen: true);
        if (await reader.ReadLineAsync(_stop.Token) is not { } line)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var header = await reader.ReadLineAsync(_stop.Token); !string.IsNullOrEmpty(header); header = await reader.ReadLineAsync(_stop.Token))
            headers[header[..header.IndexOf(':')]] = header[(header.IndexOf(':') + 1)..].Trim();
        var body = new char[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        if (body.Length > 0)
            await reader.ReadBlockAsync(body, _stop.Token);
        var parts = line.Split(' ');
        return new StubRequest(parts[0], parts[1], headers, new string(body), 0);
    }

    private static async Task WriteAsync(TcpClient client, NetworkStream stream, StubAnswer answer)
    {
        if (answer.Reset)
        {
            client.LingerState = new LingerOption(true, 0);
            if (answer.SendBytes == 0)
                return;
        }
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} Stub\r\nConnection: close\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append($"{name}: {value}\r\n");
        if (answer.PromiseLength)
            head.Append($"Content-Length: {answer.Body.Length}\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
        await stream.WriteAsync(answer.Body.AsMemory(0, Math.Min(answer.SendBytes, answer.Body.Length)));
        await stream.FlushAsync();
    }
}
