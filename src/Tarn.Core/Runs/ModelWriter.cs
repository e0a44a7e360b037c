using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Models;

namespace Tarn.Runs;

/// <summary>Writes what a model's query gives, as its materialization asks.</summary>
internal sealed class ModelWriter(TableWriter writer, RowEditor editor, PartitionOverwrite partitions, ViewWriter views)
{
    private const string NewRows = "temp.main.tarn_new_rows";

    /// <summary>The new entry, and the rows written; null rows for a view.</summary>
    /// <param name="connection">A connection of a session that shows what the query names.</param>
    /// <param name="write">What to write.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<(TableEntry Entry, long? Rows)> WriteAsync(DuckDbConnection connection, ModelWrite write, CancellationToken cancel)
    {
        var model = write.Model;
        if (model.Materialization is Materialization.View)
            return (await views.WriteAsync(connection, model.Table, write.Before as TableEntry.View, write.Sql, cancel), null);
        var request = new TableWriteRequest
        {
            Table = model.Table,
            Current = write.Before as TableEntry.Table,
            Select = write.Sql,
            Mode = new WriteMode.Replace(),
            Layout = model.Layout,
            Summary = write.Summary,
            Docs = model.Columns.Where(c => c.Description is not null).ToDictionary(c => c.Name, c => c.Description!, StringComparer.OrdinalIgnoreCase),
        };
        var written = (model.Materialization, write.IsIncremental) switch
        {
            (Materialization.Incremental { Strategy: IncrementalStrategy.Merge } merge, true) => await MergeAsync(connection, request, merge.UniqueKey, model, cancel),
            (Materialization.Incremental { Strategy: IncrementalStrategy.ReplacePartitions }, true) =>
                await partitions.WriteAsync(connection, request, cancel),
            (Materialization.Incremental { Strategy: IncrementalStrategy.ReplaceWhere } replace, true) => await ReplaceAsync(connection, request, replace.Predicates, model, cancel),
            (Materialization.Incremental, true) => await writer.WriteAsync(connection, request with { Mode = new WriteMode.Append() }, cancel),
            (Materialization.Incremental { Strategy: IncrementalStrategy.Merge } merge, false) => await FirstAsync(connection, request, merge.UniqueKey, model, cancel),
            _ => await writer.WriteAsync(connection, request, cancel),
        };
        return (written.Entry, written.Rows);
    }

    private async Task<WrittenTable> MergeAsync(
        DuckDbConnection connection, TableWriteRequest request, IReadOnlyList<string> keys, Model model, CancellationToken cancel)
    {
        KeepNewRows(connection, request.Select, keys, model, cancel);
        return (await editor.WriteAsync(connection, request, new RowEdit.Merge(NewRows, keys), cancel)).Table;
    }

    private async Task<WrittenTable> ReplaceAsync(
        DuckDbConnection connection, TableWriteRequest request, IReadOnlyList<string> predicates, Model model, CancellationToken cancel)
    {
        var where = string.Join(" and ", predicates.Select(p => $"(\n{p}\n)"));
        connection.Execute($"create or replace temp table tarn_new_rows as\n{request.Select}", cancel: cancel);
        using var outside = connection.Query($"select count(*) from {NewRows} where ({where}) is not true", cancel: cancel);
        if (outside.ReadAll()[0][0] is long rows and > 0)
            throw new TarnException(FailureKind.Failed, new Problem(
                "models.outside-predicate",
                $"{rows} of the new rows do not fit the conditions of the rows they replace, so they would be there twice after the next run.",
                model.Path,
                $"Let the query give only rows that fit: where {string.Join(" and ", predicates)}"));
        return (await editor.WriteAsync(connection, request, new RowEdit.Overwrite(NewRows, where), cancel)).Table;
    }

    private async Task<WrittenTable> FirstAsync(
        DuckDbConnection connection, TableWriteRequest request, IReadOnlyList<string> keys, Model model, CancellationToken cancel)
    {
        KeepNewRows(connection, request.Select, keys, model, cancel);
        return await writer.WriteAsync(connection, request with { Select = $"select * from {NewRows}" }, cancel);
    }

    private static void KeepNewRows(DuckDbConnection connection, string sql, IReadOnlyList<string> keys, Model model, CancellationToken cancel)
    {
        connection.Execute($"create or replace temp table tarn_new_rows as\n{sql}", cancel: cancel);
        using var twice = connection.Query($"{MergeSql.DuplicateKeys(NewRows, keys)} limit 3", cancel: cancel);
        var examples = twice.ReadAll();
        if (examples.Count > 0)
            throw new TarnException(FailureKind.Failed, new Problem(
                "models.duplicate-key",
                $"The new rows have keys more than once: {string.Join("; ", examples.Select(row => string.Join(", ", keys.Zip(row, (k, v) => $"{k} = {v ?? "null"}")) + $" ({row[^1]} rows)"))}.",
                model.Path,
                "Keep one row a key, for example with 'qualify row_number() over (partition by ...) = 1'."));
    }
}
