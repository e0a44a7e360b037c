using Tarn.Catalog;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;

namespace Tarn.Lakehouse;

/// <summary>Edits rows of one table and commits it. When others have moved the table meanwhile it is done anew on theirs, so no row is missed.</summary>
internal sealed class RowEdits(LakeCatalog catalog, LakeTables tables, LakeEngine engine, IdSource ids)
{
    private const int TriesMax = 10;

    /// <summary>Edits the table as it is on the branch when the commit lands.</summary>
    /// <exception cref="TarnException">Invalid <c>table.unknown</c>, <c>edit.view</c>, <c>edit.column</c>, <c>edit.sql</c>, <c>table.snapshot-property</c>; Conflict <c>catalog.table-moved</c> after ten tries.</exception>
    public async Task<EditedTable> ApplyAsync(RowEditRequest request, CancellationToken cancel)
    {
        SnapshotProperties.Check(request.SnapshotProperties, request.Table.ToString());
        var key = ids.NextHex(32);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(request, key, cancel);
            }
            catch (TarnException moved) when (tries < TriesMax && moved.Kind is FailureKind.Conflict && moved.Problems.All(p => p.Code == "catalog.table-moved"))
            {
            }
        }
    }

    private async Task<EditedTable> TryAsync(RowEditRequest request, string key, CancellationToken cancel)
    {
        var head = await catalog.ResolveAsync(request.Branch.Value, cancel);
        var tree = catalog.TreeOf(head);
        var entry = await EntryAsync(request, tree, cancel);
        using var session = new LakeSession(engine, tables);
        using var connection = session.Connect();
        try
        {
            var names = SqlReferences.TablesIn(connection, QueryOf(request));
            session.Wanted = await new QueryFilters(tables).OfAsync(connection, tree, names, QueryOf(request), cancel);
            await session.ShowAsync(tree, names, cancel);
            Check(connection, request);
            return await WriteAsync(connection, request with { Edit = request.Edit with { Wanted = session.Wanted.GetValueOrDefault(request.Table) } }, (head, entry, key), cancel);
        }
        catch (DuckDbException e) when (e.ErrorType is DuckDbErrorType.Parser or DuckDbErrorType.Binder or DuckDbErrorType.Catalog or DuckDbErrorType.Conversion)
        {
            throw new TarnException(FailureKind.Invalid, new Problem("edit.sql", e.Text, request.Table.ToString(), "Conditions and values are DuckDB's SQL over the table's columns: --where \"day < date '2026-01-01'\"."), e);
        }
    }

    private async Task<TableEntry.Table> EntryAsync(RowEditRequest request, CatalogTree tree, CancellationToken cancel)
    {
        var found = await tree.FindAsync(request.Table, cancel);
        if (found is TableEntry.View)
            throw new TarnException(FailureKind.Invalid, new Problem("edit.view", $"'{request.Table}' is a view; it has no rows of its own.", request.Branch.Value, "Edit the tables it is made of, or its model."));
        var entry = found as TableEntry.Table ?? throw new TarnException(FailureKind.Invalid, await UnknownTable.TellAsync(request.Table, tree, request.Branch.Value, cancel));
        var columns = (await tables.MetadataAsync(entry, cancel)).CurrentSchema.Fields.Select(f => f.Name).ToList();
        var unknown = request.Edit is RowEdit.Update update ? update.Set.Keys.Except(columns, StringComparer.OrdinalIgnoreCase).ToList() : [];
        return unknown.Count == 0
            ? entry
            : throw new TarnException(FailureKind.Invalid, [.. unknown.Select(name => new Problem("edit.column", $"There is no column '{name}'.", request.Table.ToString(), $"The columns are {string.Join(", ", columns)}."))]);
    }

    private async Task<EditedTable> WriteAsync(
        DuckDbConnection connection, RowEditRequest request, (CatalogCommit Head, TableEntry.Table Entry, string Key) on, CancellationToken cancel)
    {
        var writer = new TableWriter(engine, tables, ids);
        var editor = new RowEditor(engine, tables, writer);
        var write = new TableWriteRequest { Table = request.Table, Current = on.Entry, Select = "", Summary = request.SnapshotProperties };
        if (request.IsDry)
        {
            var (count, files) = await editor.CountAsync(connection, write, request.Edit, cancel);
            return new EditedTable(request.Table, request.Branch, count, files, IsOnRead: null, Commit: null);
        }
        var edited = await editor.WriteAsync(connection, write, request.Edit, cancel);
        if (edited.Table.Entry == on.Entry)
            return new EditedTable(request.Table, request.Branch, 0, 0, IsOnRead: null, Commit: null);
        var commit = await catalog.CommitAsync(
            new CommitRequest
            {
                Branch = request.Branch,
                Author = request.Author,
                Message = request.Message ?? $"{(request.Edit is RowEdit.Delete ? "delete" : "update")} rows of {request.Table}",
                Changes = [new TableWrite(request.Table, on.Entry, edited.Table.Entry)],
                Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["rows"] = $"{edited.Rows}" },
                IdempotencyKey = on.Key,
                BuiltOn = on.Head.Id,
            },
            cancel);
        return new EditedTable(request.Table, request.Branch, edited.Rows, edited.Files, edited.IsOnRead, commit.Id);
    }

    /// <summary>What the table, the condition and the values name, as one query: what is wrong with them is told before anything is read.</summary>
    private static string QueryOf(RowEditRequest request) => request.Edit switch
    {
        RowEdit.Delete delete => $"select 1 from {request.Table.Sql} as old where (\n{delete.Where}\n)",
        RowEdit.Update update => $"select {string.Join(", ", update.Set.Values.Select(value => $"(\n{value}\n)"))} from {request.Table.Sql} as old where (\n{update.Where}\n)",
        _ => throw new InvalidOperationException("An edit that is not asked for by itself."),
    };

    private static void Check(DuckDbConnection connection, RowEditRequest request) => connection.Prepare(QueryOf(request)).Dispose();
}
