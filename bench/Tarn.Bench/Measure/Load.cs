namespace Tarn.Bench.Measure;

/// <summary>How busy the machine was, for whoever judges a figure.</summary>
internal static class Load
{
    /// <summary>Processes that ran or waited, averaged over the last minute, as Linux tells it; null elsewhere.</summary>
    public static double? LastMinute() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]) : null;
}
