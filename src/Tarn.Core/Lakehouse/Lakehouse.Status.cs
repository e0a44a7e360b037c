using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Landing;
using Tarn.Runs;

namespace Tarn.Lakehouse;

/// <content>How the lake stands.</content>
public sealed partial class Lakehouse
{
    private const int RunsShown = 20;

    /// <summary>The head, the last runs and how fresh each source is.</summary>
    public async Task<StatusReport> StatusAsync(CancellationToken cancel = default)
    {
        var head = await Catalog.ResolveAsync(BranchName.Main.Value, cancel);
        var tree = Catalog.TreeOf(head);
        var onBranches = await RunsOnBranchesAsync(cancel);
        var inLedger = await RunsInLedgerAsync(tree, cancel);
        return new StatusReport
        {
            Project = Project.Name,
            Warehouse = Project.Warehouse,
            Head = head.Id,
            HeadTime = head.Time,
            Tables = (await tree.NamespacesAsync(cancel)).Values.Sum(),
            Runs = [.. onBranches.Concat(inLedger).DistinctBy(r => r.Run).OrderByDescending(r => r.StartedAt).Take(RunsShown)],
            Sources = await SourcesAsync(tree, cancel),
        };
    }

    private async Task<IReadOnlyList<RunSummary>> RunsOnBranchesAsync(CancellationToken cancel)
    {
        var runs = new List<RunSummary>();
        foreach (var branch in (await Catalog.ListBranchesAsync(cancel)).Where(b => b.Name.Run is not null))
        {
            if (await RunJournal.ReadAsync(Catalog, branch.Name, branch.Name.Run!, cancel) is { } journal)
                runs.Add(Summary(branch, journal));
        }
        return runs;
    }

    private RunSummary Summary(Branch branch, RunJournal journal)
    {
        var alive = branch.Lease is { } lease && lease.Until > Ids.Time.GetUtcNow() && !RunnerName.IsGone(lease.Holder);
        var status = branch.State is BranchState.Sealed ? RunStatus.Failed : alive ? RunStatus.Running : RunStatus.Interrupted;
        return new RunSummary
        {
            Run = journal.Run,
            Status = status,
            StartedAt = journal.StartedAt,
            Seconds = status is RunStatus.Running ? null : (journal.LastAt - journal.StartedAt).TotalSeconds,
            Rows = journal.Records.Values.Sum(r => r.Report.Rows ?? 0),
            Note = status switch
            {
                RunStatus.Failed => journal.ToLedger(status).Error,
                RunStatus.Interrupted => $"'tarn run --resume {journal.Run}' goes on.",
                _ => null,
            },
        };
    }

    private async Task<IReadOnlyList<RunSummary>> RunsInLedgerAsync(CatalogTree tree, CancellationToken cancel)
    {
        if (await tree.FindAsync(Ledger.Runs, cancel) is not TableEntry.Table entry)
            return [];
        using var connection = Engine.Connect();
        using var ledger = await new TableReader(Engine, Tables).SelectAsync(connection, entry, cancel);
        using var result = connection.Query(
            $"""
            select run_id, status, started_at, finished_at, rows, error
            from ({ledger.Sql}) as runs
            order by started_at desc
            limit {RunsShown}
            """, cancel: cancel);
        return [.. result.Rows().Select(row => new RunSummary
        {
            Run = RunId.Parse((string)row[0]!),
            Status = Enum.Parse<RunStatus>((string)row[1]!, ignoreCase: true),
            StartedAt = (DateTimeOffset)row[2]!,
            Seconds = ((DateTimeOffset)row[3]! - (DateTimeOffset)row[2]!).TotalSeconds,
            Rows = (long)row[4]!,
            Note = (string?)row[5],
        })];
    }

    private async Task<IReadOnlyList<SourceSummary>> SourcesAsync(CatalogTree tree, CancellationToken cancel)
    {
        var sources = new List<SourceSummary>();
        foreach (var (source, resource) in Project.Sources.SelectMany(s => s.Resources.Select(r => (s, r))))
        {
            var metadata = await tree.FindAsync(resource.Table, cancel) is TableEntry.Table entry ? await Tables.MetadataAsync(entry, cancel) : null;
            var landed = metadata?.Properties.GetValueOrDefault(LandingProperties.LandedAt) is { } text ? DateTimeOffset.Parse(text) : (DateTimeOffset?)null;
            sources.Add(new SourceSummary
            {
                Name = $"{source.Name}.{resource.Name}",
                Table = resource.Table,
                Health = landed is null ? "never" : resource.FreshWithin is { } within && Ids.Time.GetUtcNow() - landed > within ? "stale" : "ok",
                LandedAt = landed,
                Rows = metadata is null ? null : Total(metadata.CurrentSnapshot?.Summary, "total-records"),
                Cursor = metadata?.Properties.GetValueOrDefault(LandingProperties.Cursor),
            });
        }
        return sources;
    }
}
