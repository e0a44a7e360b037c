using Tarn.Catalog;
using Tarn.Engine;

namespace Tarn.Runs;

/// <summary>Appends a run to the ledger's tables, as files for a commit that somebody else makes.</summary>
internal sealed class LedgerWriter(LakeEngine engine, LakeTables tables, TableWriter writer, LakeCatalog catalog)
{
    /// <summary>
    /// The writes that add a run to the ledger of a tree, with the failed runs whose branches are sealed and which the ledger does not have yet
    /// (docs/decisions/0003).
    /// </summary>
    public async Task<IReadOnlyList<TableWrite>> WriteAsync(CatalogTree tree, LedgerRun run, CancellationToken cancel)
    {
        var rows = Ledger.RowsOf([.. await FailedRunsAsync(tree, cancel), run]);
        using var connection = engine.Connect();
        var writes = new List<TableWrite>();
        foreach (var (table, select) in rows.OrderBy(r => r.Key))
        {
            var current = await tree.FindAsync(table, cancel) as TableEntry.Table;
            var written = await writer.WriteAsync(connection, new TableWriteRequest { Table = table, Current = current, Select = select, Summary = SnapshotProperties.Of(run.Run, "publish") }, cancel);
            writes.Add(new TableWrite(table, current, written.Entry));
        }
        return writes;
    }

    private async Task<IReadOnlyList<LedgerRun>> FailedRunsAsync(CatalogTree tree, CancellationToken cancel)
    {
        var journals = new List<RunJournal>();
        foreach (var branch in (await catalog.ListBranchesAsync(cancel)).Where(b => b.State is BranchState.Sealed && b.Name.Run is not null))
        {
            if (await RunJournal.ReadAsync(catalog, branch.Name, branch.Name.Run!, cancel) is { } journal)
                journals.Add(journal);
        }
        if (journals.Count == 0)
            return [];
        var known = await KnownRunsAsync(tree, cancel);
        return [.. journals.Where(j => !known.Contains(j.Run.Value)).Select(j => j.ToLedger(RunStatus.Failed))];
    }

    private async Task<HashSet<string>> KnownRunsAsync(CatalogTree tree, CancellationToken cancel)
    {
        if (await tree.FindAsync(Ledger.Runs, cancel) is not TableEntry.Table entry)
            return [];
        using var connection = engine.Connect();
        using var ledger = await new TableReader(engine, tables).SelectAsync(connection, entry, cancel);
        using var result = connection.Query($"select run_id from ({ledger.Sql}) as runs where status = 'failed'");
        return [.. result.Rows().Select(row => (string)row[0]!)];
    }
}
