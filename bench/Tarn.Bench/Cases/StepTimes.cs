using Tarn.Bench.Lakes;
using Tarn.Bench.Measure;

namespace Tarn.Bench.Cases;

/// <summary>Where the time of runs went, told in one line.</summary>
internal static class StepTimes
{
    /// <summary>Medians: the process, and of it the steps by kind. What is left is start-up, planning and the end.</summary>
    public static string Of(IEnumerable<TarnRun> runs)
    {
        var all = runs.ToList();
        var kinds = all.SelectMany(r => r.StepSeconds.Keys).Distinct(StringComparer.Ordinal)
            .Select(kind => $"{kind} {new Series(all.Select(r => r.StepSeconds.GetValueOrDefault(kind))).Median:0.00} s");
        return $"of the {new Series(all.Select(r => r.Process.Seconds)).Median:0.00} s of a run its steps took: {string.Join(", ", kinds)}";
    }
}
