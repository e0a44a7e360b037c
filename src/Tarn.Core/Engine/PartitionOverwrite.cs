using Tarn.Catalog;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Scans;

namespace Tarn.Engine;

/// <summary>
/// Puts rows in the place of the partitions that they are in. Files of the table's present spec go whole; of files that were written by older ones, those rows go that
/// would be in such a partition now, and the others stay.
/// </summary>
/// <param name="tables">The lake's tables.</param>
/// <param name="writer">Writes where every file is of the present spec.</param>
/// <param name="editor">Writes where some are not.</param>
public sealed class PartitionOverwrite(LakeTables tables, TableWriter writer, RowEditor editor)
{
    private const string NewRows = "temp.main.tarn_partition_rows";

    /// <summary>Runs the SELECT and writes its rows.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="request">The rows and the table, which is there. Its mode is not asked.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    /// <exception cref="TarnException">Invalid <c>table.partition-columns</c>: files of older specs have no such column; the partitions of their rows are not known.</exception>
    public async Task<WrittenTable> WriteAsync(DuckDbConnection connection, TableWriteRequest request, CancellationToken cancel)
    {
        var table = await tables.MetadataAsync(request.Current!, cancel);
        var whole = request with { Mode = new WriteMode.ReplacePartitions() };
        if (!await HasOlderAsync(table, request, cancel))
            return await writer.WriteAsync(connection, whole, cancel);
        var spec = SpecOf(table, request);
        connection.Execute($"create or replace temp table tarn_partition_rows as\n{request.Select}", cancel: cancel);
        using (var some = connection.Query($"select 1 from {NewRows} limit 1", cancel: cancel))
        {
            if (!some.Rows().Any())
                return await writer.WriteAsync(connection, whole with { Select = $"from {NewRows}" }, cancel);
        }
        return (await editor.WriteAsync(connection, request, new RowEdit.Overwrite(NewRows, PartitionSql.In(spec, table.CurrentSchema, NewRows, Columns(connection))), cancel)).Table;
    }

    /// <summary>Whether live files are of another spec than the one that rows are written by. All are replaced where that has no partitions.</summary>
    private async Task<bool> HasOlderAsync(TableMetadata table, TableWriteRequest request, CancellationToken cancel)
    {
        var terms = request.Layout.Partitions;
        var isPresent = terms is null || Fits(table, terms);
        if (terms is { Count: 0 } || (isPresent && table.DefaultSpec.IsUnpartitioned))
            return false;
        var manifests = table.CurrentSnapshot is { } snapshot ? await SnapshotManifests.ReadAsync(tables.FilesFor(table), snapshot, cancel) : [];
        return manifests.Any(manifest => !(isPresent && manifest.SpecId == table.DefaultSpecId) && MayHaveFiles(manifest));
    }

    /// <summary>Writers of version 1 may leave the counts out.</summary>
    private static bool MayHaveFiles(ManifestFile manifest) => !manifest.Deletes && manifest is not { AddedFiles: 0, ExistingFiles: 0 };

    private static bool Fits(TableMetadata table, IReadOnlyList<PartitionChange.Add> terms)
    {
        try
        {
            return LayoutPlan.Same(table.DefaultSpec, PartitionEvolution.Create(table.CurrentSchema, terms));
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            return false;
        }
    }

    private static PartitionSpec SpecOf(TableMetadata table, TableWriteRequest request)
    {
        try
        {
            return request.Layout.Partitions is null ? table.DefaultSpec : LayoutPlan.SpecOf(request.Layout, table.CurrentSchema);
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid)
        {
            throw new TarnException(FailureKind.Invalid, [.. (e.Problems.Count == 0 ? [e.Message] : e.Problems).Select(what => new Problem(
                "table.partition-columns",
                $"Which of the table's rows are in the partitions of the new ones is not known: {what}",
                request.Table.ToString(),
                "Build the table anew with --full-refresh, or add the column with another strategy first."))], e);
        }
    }

    private static HashSet<string> Columns(DuckDbConnection connection)
    {
        using var statement = connection.Prepare($"from {NewRows}");
        return statement.Columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
