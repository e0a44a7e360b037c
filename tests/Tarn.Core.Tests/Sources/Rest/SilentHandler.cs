namespace Tarn.Core.Tests.Sources.Rest;

/// <summary>A connection on which nothing ever comes.</summary>
internal sealed class SilentHandler : HttpMessageHandler
{
    public Action? Asked { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked?.Invoke();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Waiting without end has ended.");
    }
}
