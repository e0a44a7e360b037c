namespace Tarn.Runs;

/// <summary>What a commit on a run's branch says: this step is done.</summary>
/// <param name="Report">How it went.</param>
/// <param name="Fingerprint">What it was made of.</param>
public sealed record StepRecord(StepReport Report, string Fingerprint);
