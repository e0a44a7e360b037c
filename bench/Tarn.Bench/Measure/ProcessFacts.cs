namespace Tarn.Bench.Measure;

/// <summary>What Linux tells of a living process under <c>/proc</c>. Both numbers only grow while it lives.</summary>
/// <param name="PeakBytes">The most memory it ever held (VmHWM); 0 when unknown.</param>
/// <param name="WrittenBytes">What it made the disk write; 0 when unknown.</param>
internal readonly record struct ProcessFacts(long PeakBytes, long WrittenBytes)
{
    /// <summary>The facts of a process now, or zeros when it is gone or nothing is told.</summary>
    public static ProcessFacts Of(int process) =>
        new(Number($"/proc/{process}/status", "VmHWM:") * 1024, Number($"/proc/{process}/io", "write_bytes:"));

    /// <summary>The greater of each.</summary>
    public ProcessFacts Or(ProcessFacts other) =>
        new(Math.Max(PeakBytes, other.PeakBytes), Math.Max(WrittenBytes, other.WrittenBytes));

    private static long Number(string file, string label)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[label.Length..].Trim().Split(' ')[0]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
