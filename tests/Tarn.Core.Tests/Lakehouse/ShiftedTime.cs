namespace Tarn.Core.Tests.Lakehouse;

/// <summary>The system's clock, some time ahead: a runner that comes later, when the lease of a dead one has run out.</summary>
internal sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
