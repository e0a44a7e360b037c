using Tarn.Bench.Measure;

namespace Tarn.Bench.Lakes;

/// <summary>A run and where its time went.</summary>
/// <param name="Process">The process.</param>
/// <param name="StepSeconds">Seconds of its steps together, by their kind. Steps that ran side by side count each.</param>
internal sealed record TarnRun(ProcessRun Process, IReadOnlyDictionary<string, double> StepSeconds);
