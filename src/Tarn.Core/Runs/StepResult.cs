using Tarn.Catalog;

namespace Tarn.Runs;

/// <summary>What a step did, to be committed.</summary>
internal sealed record StepResult
{
    /// <summary>The tables it wrote, each with the entry that the run's branch has now.</summary>
    public IReadOnlyList<TableWrite> Changes { get; init; } = [];

    /// <summary>What is told of it; a report that says Failed is committed as well, and stops the line.</summary>
    public required StepReport Report { get; init; }
}
