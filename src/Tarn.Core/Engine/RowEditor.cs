using System.Text;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Metadata;

namespace Tarn.Engine;

/// <summary>
/// Takes rows out of a table and puts others in their place. By copy on write the files that hold such rows are written anew without them; by merge on read they
/// stay, and files of deletes tell which of their rows are gone (<see cref="RowEdit.ModeProperty"/>).
/// </summary>
public sealed class RowEditor(LakeEngine engine, LakeTables tables, TableWriter writer)
{
    private readonly TableReader _reader = new(engine, tables);

    /// <summary>Writes the table without the rows that leave, and with those that come.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="request">The table, which is there. Its SELECT and mode are not asked.</param>
    /// <param name="edit">What leaves and comes.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<RowsEdited> WriteAsync(DuckDbConnection connection, TableWriteRequest request, RowEdit edit, CancellationToken cancel)
    {
        var metadata = await tables.MetadataAsync(request.Current!, cancel);
        var leaving = await LeavingAsync(connection, request, edit, cancel);
        var isOnRead = (request.Layout.Properties.GetValueOrDefault(edit.ModeProperty) ?? metadata.Properties.GetValueOrDefault(edit.ModeProperty)) == TableProperties.MergeOnRead;
        if (leaving.Count == 0 && edit is RowEdit.Delete or RowEdit.Update)
            return new RowsEdited(new WrittenTable(request.Current!, metadata, 0), 0, 0, isOnRead);
        var keepsLineage = metadata.FormatVersion >= 3 && LineageSql.Fits(metadata.CurrentSchema);
        using var old = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true, Rows = leaving.Picked }, cancel);
        var told = request with { Select = RowEditSql.Added(edit, $"({old.Sql})", metadata.CurrentSchema, keepsLineage), Summary = Told(request, edit) };
        var written = isOnRead
            ? await writer.WriteAsync(connection, told with { GivesNoRows = edit is RowEdit.Delete, HasLineage = keepsLineage && edit is RowEdit.Update, Mode = OnRead(request, metadata, leaving) }, cancel)
            : await WriteAnewAsync(connection, told, leaving, metadata, keepsLineage, cancel);
        return new RowsEdited(written, leaving.Count, leaving.Files.Count, isOnRead);
    }

    /// <summary>How many live rows would leave, and the files they are in.</summary>
    public async Task<(long Rows, int Files)> CountAsync(DuckDbConnection connection, TableWriteRequest request, RowEdit edit, CancellationToken cancel)
    {
        var leaving = await LeavingAsync(connection, request, edit, cancel);
        return (leaving.Count, leaving.Files.Count);
    }

    /// <summary>What stays of the files is read with its lineage, so that rows keep their ids (spec, "Row Lineage").</summary>
    private async Task<WrittenTable> WriteAnewAsync(
        DuckDbConnection connection, TableWriteRequest request, LeavingRows leaving, TableMetadata metadata, bool keepsLineage, CancellationToken cancel)
    {
        using var kept = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true, Rows = leaving.Kept }, cancel);
        IReadOnlyList<string> columns = [.. metadata.CurrentSchema.Fields.Select(f => SqlText.Name(f.Name)), .. keepsLineage ? LineageSql.Kept : []];
        var select = $"{request.Select}\nunion all by name\n({RowEditSql.Kept($"({kept.Sql})", columns)})";
        return await writer.WriteAsync(connection, request with { Select = select, HasLineage = keepsLineage, Mode = new WriteMode.ReplaceFiles(leaving.Files) }, cancel);
    }

    /// <summary>A deletion vector tells all deleted rows of its file, those of before too; position delete files tell new ones.</summary>
    private static WriteMode.DeleteRows OnRead(TableWriteRequest request, TableMetadata metadata, LeavingRows leaving) =>
        new(leaving.Partly(LayoutPlan.VersionOf(metadata, request.Layout) >= 3), leaving.Whole);

    private static Dictionary<string, string> Told(TableWriteRequest request, RowEdit edit) =>
        new(request.Summary, StringComparer.Ordinal) { [RowCommands.Property] = edit.Command };

    /// <summary>Where live rows that leave lie. The condition is asked this once.</summary>
    private async Task<LeavingRows> LeavingAsync(DuckDbConnection connection, TableWriteRequest request, RowEdit edit, CancellationToken cancel)
    {
        var wanted = edit.Wanted ?? (edit is RowEdit.Overwrite overwrite ? QueryFilters.OfCondition(request.Table, await tables.MetadataAsync(request.Current!, cancel), overwrite.Where) : null);
        var before = await _reader.RowsAsync(connection, request.Current!, cancel, wanted);
        using var live = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true, Rows = before }, cancel);
        var found = new Dictionary<string, RowPositionsBuilder>(StringComparer.Ordinal);
        using var result = connection.Query(RowEditSql.Matched(edit, $"({live.Sql})"), cancel: cancel);
        foreach (var chunk in result.Chunks())
            Gather(chunk, found);
        return new LeavingRows(before, found.ToDictionary(f => f.Key, f => f.Value.Build(), StringComparer.Ordinal));
    }

    private static void Gather(DuckDbChunk chunk, Dictionary<string, RowPositionsBuilder> found)
    {
        var paths = chunk.Column<TextColumn>(0);
        var positions = chunk.Column<FixedColumn<long>>(1).Values;
        RowPositionsBuilder? rows = null;
        for (var row = 0; row < chunk.RowCount; row++)
        {
            if (row == 0 || !paths.Utf8(row).SequenceEqual(paths.Utf8(row - 1)))
            {
                var path = Encoding.UTF8.GetString(paths.Utf8(row));
                rows = found.TryGetValue(path, out var known) ? known : found[path] = new RowPositionsBuilder();
            }
            rows!.Add(positions[row]);
        }
    }
}
