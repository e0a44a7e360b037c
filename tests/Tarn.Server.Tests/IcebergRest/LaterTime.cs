namespace Tarn.Server.Tests.IcebergRest;

/// <summary>The clock of some time from now.</summary>
internal sealed class LaterTime(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
}
