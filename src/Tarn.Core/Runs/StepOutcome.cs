using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>A step whose work is done and is yet to be committed.</summary>
/// <param name="Report">How it went.</param>
/// <param name="Commit">What says so on the run's branch.</param>
internal sealed record StepOutcome(StepReport Report, CommitRequest Commit);
