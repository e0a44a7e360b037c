namespace Tarn.Runs;

/// <summary>What somebody asked to be run.</summary>
public sealed record RunRequest
{
    /// <summary>The branch the run starts from and is published to.</summary>
    public BranchName Target { get; init; } = BranchName.Main;

    /// <summary>
    /// Which resources and models: <c>name</c>, <c>+name</c> (with all it is made from), <c>name+</c> (with all made from it), <c>tag:x</c>,
    /// <c>path:models/gold</c>, <c>source:overdrive</c>. Empty means everything.
    /// </summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>Build incremental models anew, from all of their input.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>The run to go on with; null starts a new one, or goes on with one that was interrupted.</summary>
    public RunId? Resume { get; init; }

    /// <summary>Who asks, for the commits.</summary>
    public string Author { get; init; } = "tarn";
}
