using Tarn.Bench.Lakes;

namespace Tarn.Bench.Cases;

/// <summary>Many commits by one side.</summary>
/// <param name="Each">Every commit, from reading the table to the answer, writer by writer in their order.</param>
/// <param name="Seconds">Seconds of all together.</param>
/// <param name="CpuSeconds">Time of the cores for all of them.</param>
internal sealed record CommitsRound(IReadOnlyList<AppendTimes> Each, double Seconds, double CpuSeconds);
