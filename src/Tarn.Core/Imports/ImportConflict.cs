namespace Tarn.Imports;

/// <summary>Something to settle before files can be imported.</summary>
/// <param name="Column">The column.</param>
/// <param name="What">What is wrong, a sentence.</param>
/// <param name="Sides">The types that do not fit together, or the files concerned.</param>
public sealed record ImportConflict(string Column, string What, IReadOnlyList<ConflictSide> Sides)
{
    /// <summary>As a problem of the command.</summary>
    internal Problem ToProblem() => new("import.conflict", What, Sides.FirstOrDefault(side => side.Where is not null)?.Where, "Settle it where the files are written, or leave the files out of the pattern and load them with a source.");
}
