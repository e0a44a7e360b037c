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
        var matched = await MatchedAsync(connection, request, edit, cancel);
        var isOnRead = (request.Layout.Properties.GetValueOrDefault(edit.ModeProperty) ?? metadata.Properties.GetValueOrDefault(edit.ModeProperty)) == TableProperties.MergeOnRead;
        if (matched.Count == 0 && edit is RowEdit.Delete or RowEdit.Update)
            return new RowsEdited(new WrittenTable(request.Current!, metadata, 0), 0, 0, isOnRead);
        var touched = matched.Keys.Order(StringComparer.Ordinal).ToList();
        using var old = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true, Only = touched.ToHashSet(StringComparer.Ordinal) }, cancel);
        var keepsLineage = metadata.FormatVersion >= 3 && LineageSql.Fits(metadata.CurrentSchema);
        var added = RowEditSql.Added(edit, $"({old.Sql})", metadata.CurrentSchema, keepsLineage);
        var written = await writer.WriteAsync(
            connection,
            isOnRead
                ? request with { Select = added, HasLineage = keepsLineage && edit is RowEdit.Update, Mode = new WriteMode.DeleteRows(await RowsAsync(connection, request, metadata, matched, cancel)) }
                : request with { Select = $"{added}\nunion all by name\n({Kept(edit, old, metadata, keepsLineage)})", HasLineage = keepsLineage, Mode = new WriteMode.ReplaceFiles(touched) },
            cancel);
        return new RowsEdited(written, matched.Values.Sum(rows => rows.Count), touched.Count, isOnRead);
    }

    /// <summary>How many live rows would leave, and the files they are in.</summary>
    public async Task<(long Rows, int Files)> CountAsync(DuckDbConnection connection, TableWriteRequest request, RowEdit edit, CancellationToken cancel)
    {
        var matched = await MatchedAsync(connection, request, edit, cancel);
        return (matched.Values.Sum(rows => rows.Count), matched.Count);
    }

    /// <summary>What stays of the files is read with its lineage, so that rows keep their ids (spec, "Row Lineage").</summary>
    private static string Kept(RowEdit edit, TableSelect old, TableMetadata metadata, bool keepsLineage) =>
        RowEditSql.Kept(edit, $"({old.Sql})", [.. metadata.CurrentSchema.Fields.Select(f => SqlText.Name(f.Name)), .. keepsLineage ? LineageSql.Kept : []]);

    /// <summary>Where live rows that leave lie, by the location of their file.</summary>
    private async Task<IReadOnlyDictionary<string, RowPositions>> MatchedAsync(
        DuckDbConnection connection, TableWriteRequest request, RowEdit edit, CancellationToken cancel)
    {
        using var live = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true }, cancel);
        var found = new Dictionary<string, RowPositionsBuilder>(StringComparer.Ordinal);
        using var result = connection.Query(RowEditSql.Matched(edit, $"({live.Sql})"), cancel: cancel);
        foreach (var chunk in result.Chunks())
            Gather(chunk, found);
        return found.ToDictionary(f => f.Key, f => f.Value.Build(), StringComparer.Ordinal);
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

    /// <summary>A deletion vector tells all deleted rows of its file, those of before too; position delete files tell new ones.</summary>
    private async Task<IReadOnlyList<FileRows>> RowsAsync(
        DuckDbConnection connection, TableWriteRequest request, TableMetadata metadata, IReadOnlyDictionary<string, RowPositions> matched, CancellationToken cancel)
    {
        var before = await _reader.RowsAsync(connection, request.Current!, cancel);
        var isVector = LayoutPlan.VersionOf(metadata, request.Layout) >= 3;
        return
        [
            .. before.Plan.Files.Where(f => matched.ContainsKey(f.File.Path)).Select(f => new FileRows(
                f.File,
                isVector && before.ByFile.TryGetValue(f.File.Path, out var gone) ? Union(gone, matched[f.File.Path]) : matched[f.File.Path])),
        ];
    }

    private static RowPositions Union(RowPositions one, RowPositions other)
    {
        var both = new RowPositionsBuilder();
        foreach (var position in one.All().Concat(other.All()))
            both.Add(position);
        return both.Build();
    }
}
