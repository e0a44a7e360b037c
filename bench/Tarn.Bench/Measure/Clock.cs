namespace Tarn.Bench.Measure;

/// <summary>The time since a moment, by the machine's monotonic clock.</summary>
internal readonly struct Clock
{
    private readonly long _start;

    private Clock(long start) => _start = start;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>Seconds since the start.</summary>
    public double Seconds => Elapsed.TotalSeconds;

    public static Clock Start() => new(TimeProvider.System.GetTimestamp());
}
