using Tarn.Catalog;
using Tarn.Runs;

namespace Tarn.Lakehouse;

/// <content>Undoing whole commits and whole runs.</content>
public sealed partial class Lakehouse
{
    /// <summary>How much earlier than the run's own clock says its commits may seem to be.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private static readonly IReadOnlySet<TableName> LedgerTables = new HashSet<TableName> { Ledger.Runs, Ledger.Steps, Ledger.Checks };

    /// <summary>
    /// Undoes a commit, or what a run published, on a branch: all tables of it or none. The ledger of runs stays, since it tells what happened.
    /// </summary>
    /// <param name="what">A run's id, or a reference to a commit as <see cref="LakeCatalog.ResolveAsync"/> reads it.</param>
    /// <param name="branch">Where.</param>
    /// <param name="author">Who.</param>
    /// <param name="message">What the commit says; null for what it undoes.</param>
    /// <param name="cancel">Stops before the commit.</param>
    /// <exception cref="TarnException">As <see cref="LakeCatalog.RevertAsync"/>; Invalid <c>revert.unknown-run</c>.</exception>
    public async Task<RevertPlan> RevertAsync(string what, BranchName branch, string author, string? message = null, CancellationToken cancel = default) =>
        await Catalog.RevertAsync(await RevertOfAsync(what, branch, author, message, cancel), cancel);

    /// <summary>What <see cref="RevertAsync"/> would do now. Writes nothing.</summary>
    public async Task<RevertPlan> PreviewRevertAsync(string what, BranchName branch, CancellationToken cancel = default) =>
        await Catalog.PreviewRevertAsync(await RevertOfAsync(what, branch, "", null, cancel), cancel);

    private async Task<RevertRequest> RevertOfAsync(string what, BranchName branch, string author, string? message, CancellationToken cancel)
    {
        var run = RunId.TryParse(what) ?? BranchName.TryParse(what)?.Run;
        var commits = run is null ? [await Catalog.ResolveAsync(what, cancel)] : await CommitsOfRunAsync(run, branch, cancel);
        return new RevertRequest
        {
            Branch = branch,
            Commits = [.. commits.Select(commit => commit.Id)],
            Author = author,
            Message = message ?? (run is null ? $"Revert {commits[0].ShortId}: {commits[0].Message}" : $"Revert run {run}"),
            Replay = Replay,
            Records = LedgerTables,
        };
    }

    private async Task<IReadOnlyList<CatalogCommit>> CommitsOfRunAsync(RunId run, BranchName branch, CancellationToken cancel)
    {
        var commits = await Catalog.LogAsync(branch.Value, cancel: cancel)
            .TakeWhile(commit => commit.Time > run.Started - ClockSkew)
            .Where(commit => commit.Properties.GetValueOrDefault(StepProperties.Run) == run.Value)
            .ToListAsync(cancel);
        if (commits.Count > 0)
            return commits;
        var left = await Catalog.FindBranchAsync(BranchName.OfRun(run), cancel);
        throw new TarnException(FailureKind.Invalid, new Problem(
            "revert.unknown-run",
            $"Run {run} published nothing to '{branch}'.",
            Next: left is null ? "'tarn status' lists runs, 'tarn log' what was published." : $"It did not end well; what it did lies on '{left.Name}' alone."));
    }
}
