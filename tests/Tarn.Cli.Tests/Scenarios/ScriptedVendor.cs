using System.Net;
using System.Text;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>A vendor that answers as the test says: the n-th request gets the n-th answer, and the last answer from then on.</summary>
internal sealed class ScriptedVendor : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly IReadOnlyList<Func<HttpListenerContext, Task>> _answers;
    private readonly Task _serving;
    private int _count;

    public ScriptedVendor(params IReadOnlyList<Func<HttpListenerContext, Task>> answers)
    {
        _answers = answers;
        Port = FreePort.Find();
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Completes when the first request is there.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Func<HttpListenerContext, Task> Says(int status, string body) => async call =>
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = "application/json";
        await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        call.Response.Close();
    };

    /// <summary>Takes the request and never answers.</summary>
    public static Task Hangs(HttpListenerContext call) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (_listener.IsListening)
            {
                var call = await _listener.GetContextAsync();
                Asked.TrySetResult();
                await _answers[Math.Min(_count++, _answers.Count - 1)](call);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }
}
