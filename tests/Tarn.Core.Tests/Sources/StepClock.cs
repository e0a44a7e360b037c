namespace Tarn.Core.Tests.Sources;

/// <summary>A clock that jumps to whatever is waited for, and keeps the waits. Timers due after exactly <paramref name="held"/> never fire: time-outs.</summary>
internal sealed class StepClock(TimeSpan held) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = new(2026, 6, 4, 9, 0, 0, TimeSpan.Zero);

    public StepClock()
        : this(TimeSpan.FromSeconds(30)) { }

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate)
            _now += by;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer();
        if (dueTime == held || dueTime == Timeout.InfiniteTimeSpan)
            return timer;
        lock (_gate)
        {
            Waits.Add(dueTime);
            _now += dueTime;
        }
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return timer;
    }

    private sealed class StepTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
