namespace Tarn.Bench.Measure;

/// <summary>What Linux tells of a living process under <c>/proc</c>. All of it only grows while it lives.</summary>
/// <param name="PeakBytes">The most memory it ever held (VmHWM); 0 when unknown.</param>
/// <param name="WrittenBytes">What it made the disk write; 0 when unknown.</param>
/// <param name="CpuSeconds">Seconds of all its threads on a core, in steps of a hundredth; what else the machine does hardly changes it.</param>
internal readonly record struct ProcessFacts(long PeakBytes, long WrittenBytes, double CpuSeconds)
{
    private const double TicksASecond = 100;

    /// <summary>The facts of a process now, or zeros when it is gone or nothing is told.</summary>
    public static ProcessFacts Of(int process) =>
        new(Number($"/proc/{process}/status", "VmHWM:") * 1024, Number($"/proc/{process}/io", "write_bytes:"), Cpu($"/proc/{process}/stat"));

    /// <summary>The greater of each.</summary>
    public ProcessFacts Or(ProcessFacts other) =>
        new(Math.Max(PeakBytes, other.PeakBytes), Math.Max(WrittenBytes, other.WrittenBytes), Math.Max(CpuSeconds, other.CpuSeconds));

    private static long Number(string file, string label)
    {
        var line = Lines(file).FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[label.Length..].Trim().Split(' ')[0]);
    }

    /// <summary>proc(5): utime and stime are the 14th and 15th field, and the 2nd is a name in brackets that may hold anything.</summary>
    private static double Cpu(string file)
    {
        var fields = Lines(file).FirstOrDefault() is { } line ? line[(line.LastIndexOf(')') + 2)..].Split(' ') : [];
        return fields.Length < 13 ? 0 : (long.Parse(fields[11]) + long.Parse(fields[12])) / TicksASecond;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
