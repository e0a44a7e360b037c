namespace Tarn;

/// <summary>One thing that is wrong, told so that it can be mended.</summary>
/// <param name="Code">Stable, lower case, <c>area.what</c>: <c>project.unknown-key</c>. Listed in docs/reference/errors.md.</param>
/// <param name="What">What is wrong, a sentence with the offending value in quotes.</param>
/// <param name="Where">The place: <c>tarn.yml:3:1</c>, a table, a page; null when there is none.</param>
/// <param name="Next">What to do about it, a sentence; null when there is nothing to say.</param>
public sealed record Problem(string Code, string What, string? Where = null, string? Next = null)
{
    /// <summary>Of a conflict between commits: what it is about. Null for every other problem.</summary>
    public ConflictFacts? Conflict { get; init; }

    /// <summary>Where, what and next on one line.</summary>
    public override string ToString() =>
        $"{(Where is null ? "" : Where + ": ")}{What}{(Next is null ? "" : " " + Next)} [{Code}]";
}
