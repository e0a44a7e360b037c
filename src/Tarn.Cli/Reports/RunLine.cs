namespace Tarn.Cli.Reports;

/// <summary>A line of a run's progress.</summary>
internal readonly record struct RunLine(string Text, bool Failed);
