namespace Tarn.Server.Tests.Access;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class StillTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan by) => _ticks += by.Ticks;
}
