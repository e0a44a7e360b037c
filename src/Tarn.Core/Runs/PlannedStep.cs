namespace Tarn.Runs;

/// <summary>A step and what it is made of, so that a resumed run knows whether a step that is done is still the step that is meant.</summary>
/// <param name="Step">The step.</param>
/// <param name="Fingerprint">16 hexadecimal digits over its definition and those of all the steps it needs.</param>
public sealed record PlannedStep(RunStep Step, string Fingerprint);
