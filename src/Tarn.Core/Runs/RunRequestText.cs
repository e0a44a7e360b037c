namespace Tarn.Runs;

/// <summary>The wire shape of a <see cref="RunRequest"/>, as a run's first commit keeps it.</summary>
internal sealed record RunRequestText(string Target, IReadOnlyList<string> Select, bool FullRefresh);
