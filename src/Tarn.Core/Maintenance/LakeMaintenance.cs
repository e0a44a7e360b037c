using Tarn.Catalog;
using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Storage;

namespace Tarn.Maintenance;

/// <summary>Keeps a lake up: the steps that are asked for, in their order, table by table. Beside writers and readers; several may be at it.</summary>
public sealed class LakeMaintenance(MaintenanceParts parts, MaintenanceRequest request, IProgress<MaintenanceEvent> progress)
{
    private readonly TableCommitter _committer = new(parts.Catalog, parts.Tables, parts.Ids, request);
    private readonly MaintenanceAges _ages = MaintenanceAges.Of(request);
    private FailureKind? _gravest;

    /// <summary>Does it, or tells what would be done.</summary>
    /// <exception cref="TarnException">
    /// Invalid <c>maintain.too-young</c>, <c>maintain.branch</c>, <c>maintain.no-table</c>. Corrupt: the lake names a file that is not there; then nothing is deleted.
    /// </exception>
    public async Task<MaintenanceReport> RunAsync(CancellationToken cancel)
    {
        await CheckBranchAsync(cancel);
        var tables = await TablesAsync(cancel);
        var report = new MaintenanceReport { IsDryRun = request.IsDryRun, Branch = request.Branch, Tables = tables.Count };
        if (Does(MaintenanceStep.Compact))
            report = report with { Compactions = await CompactAsync(tables, cancel) };
        if (Does(MaintenanceStep.Manifests))
            report = report with { Manifests = await ClusterAsync(tables, cancel) };
        report = Does(MaintenanceStep.Expire) || Does(MaintenanceStep.Orphans) ? await SweepAsync(report, tables, cancel) : report;
        return report with { Gravest = _gravest };
    }

    private async Task<MaintenanceReport> SweepAsync(MaintenanceReport report, IReadOnlyList<TableName> tables, CancellationToken cancel)
    {
        var planned = new Dictionary<string, ExpiryPlan>(StringComparer.Ordinal);
        if (Does(MaintenanceStep.Expire))
            report = report with { Expiries = await ExpireAsync(tables, planned, cancel) };
        var last = Does(MaintenanceStep.Expire) ? MaintenanceStep.Expire : MaintenanceStep.Orphans;
        progress.Report(new MaintenanceEvent.At(last, "looking at what is needed"));
        var sweep = new Sweep(parts, request, _ages);
        var (commits, before) = await sweep.GatherAsync(planned, Does(MaintenanceStep.Expire), cancel);
        report = report with { Readers = sweep.Readers };
        if (Does(MaintenanceStep.Expire))
            report = report with { Expired = await DeleteAsync(sweep, MaintenanceStep.Expire, sweep.Expired() with { Commits = commits, Before = before }, cancel) };
        if (!Does(MaintenanceStep.Orphans))
            return report;
        progress.Report(new MaintenanceEvent.Began(MaintenanceStep.Orphans));
        if (!request.IsDryRun)
            await sweep.TidyAsync(cancel);
        return report with { Orphans = await DeleteAsync(sweep, MaintenanceStep.Orphans, sweep.Orphans(), cancel) };
    }

    private async Task<SweepReport> DeleteAsync(Sweep sweep, MaintenanceStep step, SweepReport files, CancellationToken cancel)
    {
        if (!request.IsDryRun)
            await sweep.DeleteAsync(files, text => progress.Report(new MaintenanceEvent.At(step, text)), cancel);
        progress.Report(new MaintenanceEvent.Swept(step, files));
        return files;
    }

    private Task<IReadOnlyList<CompactionReport>> CompactAsync(IReadOnlyList<TableName> tables, CancellationToken cancel) => EachAsync(
        MaintenanceStep.Compact, tables, CompactAsync, (table, note) => new CompactionReport { Table = table, Groups = [], Note = note },
        report => report.Groups.Count > 0 || report.DeleteFiles > 0 || report.Note is not null, report => new MaintenanceEvent.Compacted(report), cancel);

    private async Task<CompactionReport> CompactAsync(TableName name, TableEntry.Table entry, CancellationToken cancel)
    {
        var compactor = new TableCompactor(parts, _committer);
        if (!request.IsDryRun)
            return await compactor.CompactAsync(name, entry, request.Compaction, text => progress.Report(new MaintenanceEvent.At(MaintenanceStep.Compact, $"{name} {text}")), cancel);
        var (plan, _) = await compactor.PlanAsync(entry, request.Compaction, cancel);
        return new CompactionReport
        {
            Table = name,
            Groups = plan.Groups,
            FilesBefore = plan.Groups.Sum(group => group.Files.Count),
            BytesBefore = plan.Groups.Sum(group => group.Bytes),
            DeleteFiles = plan.Dangling.Count,
            Note = plan.Obstacle,
        };
    }

    private Task<IReadOnlyList<ManifestReport>> ClusterAsync(IReadOnlyList<TableName> tables, CancellationToken cancel) => EachAsync(
        MaintenanceStep.Manifests, tables, ClusterAsync, (table, note) => new ManifestReport { Table = table, Note = note },
        report => report.Before > 0 || report.Note is not null, report => new MaintenanceEvent.Clustered(report), cancel);

    private async Task<ManifestReport> ClusterAsync(TableName name, TableEntry.Table entry, CancellationToken cancel)
    {
        var before = await parts.Tables.MetadataAsync(entry, cancel);
        var plan = await RewriteManifests.PlanAsync(parts.Tables.FilesFor(before), before, request.ManifestTargetBytes, cancel);
        if (plan.Groups.Count == 0)
            return new ManifestReport { Table = name };
        var commit = request.IsDryRun ? null : await _committer.CommitAsync(name, entry.Uuid, $"Rewrite the manifests of {name}", async (metadata, intent) =>
        {
            plan = await RewriteManifests.PlanAsync(parts.Tables.FilesFor(metadata), metadata, request.ManifestTargetBytes, cancel);
            return plan.Groups.Count == 0 ? [] : (await RewriteManifests.PrepareAsync(parts.Tables.FilesFor(metadata), metadata, intent, plan, cancel)).Updates;
        }, cancel);
        return new ManifestReport { Table = name, Before = plan.Groups.Sum(group => group.Manifests.Count), After = plan.Groups.Sum(group => group.Into), Commit = commit };
    }

    private Task<IReadOnlyList<ExpiryReport>> ExpireAsync(IReadOnlyList<TableName> tables, Dictionary<string, ExpiryPlan> planned, CancellationToken cancel) => EachAsync(
        MaintenanceStep.Expire, tables, (name, entry, c) => ExpireAsync(name, entry, planned, c), (table, note) => new ExpiryReport { Table = table, Note = note },
        report => report.Snapshots.Count > 0 || report.Refs.Count > 0 || report.Note is not null, report => new MaintenanceEvent.Expired(report), cancel);

    private async Task<ExpiryReport> ExpireAsync(TableName name, TableEntry.Table entry, Dictionary<string, ExpiryPlan> planned, CancellationToken cancel)
    {
        var metadata = await parts.Tables.MetadataAsync(entry, cancel);
        if (!TableProperties.IsCollected(metadata))
            return new ExpiryReport { Table = name, Note = $"the table's property {TableProperties.GarbageCollection} is false" };
        var plan = ExpiryPlan.Make(metadata, Rule());
        if (plan.IsEmpty)
            return new ExpiryReport { Table = name };
        if (request.IsDryRun)
            planned[entry.MetadataLocation] = plan;
        var commit = request.IsDryRun ? null : await _committer.CommitAsync(name, entry.Uuid, $"Expire snapshots of {name}", (now, _) =>
        {
            plan = TableProperties.IsCollected(now) ? ExpiryPlan.Make(now, Rule()) : new ExpiryPlan([], []);
            return Task.FromResult(plan.Updates);
        }, cancel);
        return new ExpiryReport { Table = name, Snapshots = plan.Snapshots, Refs = plan.Refs, Commit = commit };
    }

    private ExpiryRule Rule()
    {
        var now = parts.Ids.Time.GetUtcNow();
        return new ExpiryRule { NowMs = now.ToUnixTimeMilliseconds(), OlderThanMs = _ages.HistoryIsAsked ? (now - _ages.History).ToUnixTimeMilliseconds() : null, Keep = request.Keep };
    }

    /// <summary>One table after the other. What cannot be done with one is noted, and the next comes.</summary>
    private async Task<IReadOnlyList<T>> EachAsync<T>(
        MaintenanceStep step,
        IReadOnlyList<TableName> tables,
        Func<TableName, TableEntry.Table, CancellationToken, Task<T>> work,
        Func<TableName, string, T> noted,
        Func<T, bool> isWorthTelling,
        Func<T, MaintenanceEvent> told,
        CancellationToken cancel)
    {
        progress.Report(new MaintenanceEvent.Began(step));
        var reports = new List<T>();
        foreach (var table in tables)
        {
            progress.Report(new MaintenanceEvent.At(step, table.ToString()));
            if (await _committer.FindAsync(table, uuid: null, cancel) is not { } entry)
                continue;
            var report = await NotedAsync(() => work(table, entry, cancel), note => noted(table, note));
            if (!isWorthTelling(report))
                continue;
            reports.Add(report);
            progress.Report(told(report));
        }
        return reports;
    }

    private async Task<T> NotedAsync<T>(Func<Task<T>> work, Func<string, T> noted)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (KindOf(e) is { } kind and (FailureKind.Invalid or FailureKind.Conflict or FailureKind.Corrupt))
        {
            // Kinds are in the order of their gravity.
            _gravest = kind <= _gravest ? _gravest : kind;
            return noted(FailureKinds.ProblemsOf(e)[0].What);
        }
    }

    /// <summary>Metadata may name a location that is no key at all; that is that table's fault alone.</summary>
    private static FailureKind? KindOf(Exception failure) => failure is ArgumentException ? FailureKind.Corrupt : FailureKinds.Of(failure);

    private bool Does(MaintenanceStep step) => request.Steps.Contains(step);

    private async Task<IReadOnlyList<TableName>> TablesAsync(CancellationToken cancel)
    {
        var tree = await parts.Catalog.TreeAtAsync(request.Branch.Value, cancel);
        var tables = await tree.ListAsync(cancel: cancel).Where(found => found.Entry is TableEntry.Table && request.Tables.Takes(found.Table)).Select(found => found.Table).ToListAsync(cancel);
        var missing = request.Tables.Parts.Where(part => !tables.Exists(table => TableFilter.Takes(part, table))).ToList();
        return missing.Count == 0 ? tables : throw new TarnException(FailureKind.Invalid, [.. missing.Select(part => new Problem(
            "maintain.no-table",
            $"There is no table {(part.Table is { } one ? $"'{one}'" : $"in '{part.Namespace}'")} on '{request.Branch}'.",
            Next: "'tarn table list' shows the tables."))]);
    }

    private async Task CheckBranchAsync(CancellationToken cancel)
    {
        var why = request.Branch.Run is not null ? "is a run's own, and its commits are the run's journal"
            : await parts.Catalog.FindBranchAsync(request.Branch, cancel) is not { } branch ? "is not there"
            : branch.State is BranchState.Sealed ? "is sealed: it is kept as it is, for inspection" : null;
        if (why is not null)
            throw new TarnException(FailureKind.Invalid, new Problem("maintain.branch", $"Branch '{request.Branch}' {why}.", Next: "Take another: 'tarn branch list' shows them."));
    }
}
