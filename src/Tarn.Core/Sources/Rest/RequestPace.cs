namespace Tarn.Sources.Rest;

/// <summary>Keeps requests apart: no more than so many start in a second, evenly spaced. Null is no limit. For one fetch at a time.</summary>
internal sealed class RequestPace(double? requestsPerSecond, TimeProvider time)
{
    private DateTimeOffset _free = DateTimeOffset.MinValue;

    /// <summary>Waits until the next request may start.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        if (requestsPerSecond is not { } rate || rate <= 0)
            return;
        var now = time.GetUtcNow();
        var start = _free > now ? _free : now;
        _free = start + TimeSpan.FromSeconds(1 / rate);
        if (start > now)
            await Task.Delay(start - now, time, cancel).ConfigureAwait(false);
    }
}
