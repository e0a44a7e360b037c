namespace Tarn.Bench.Measure;

/// <summary>One turn of each side.</summary>
internal sealed record Pair<T>(T Ours, T Limit);
