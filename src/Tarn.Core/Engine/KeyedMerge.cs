using System.Text;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Metadata;

namespace Tarn.Engine;

/// <summary>
/// Puts new rows in the place of those with the same key. By copy on write the files that hold such rows are written anew without them; by merge on read they
/// stay, and files of deletes tell which of their rows are gone (<see cref="TableProperties.MergeMode"/>).
/// </summary>
public sealed class KeyedMerge(LakeEngine engine, LakeTables tables, TableWriter writer)
{
    private readonly TableReader _reader = new(engine, tables);

    /// <summary>Writes the rows that the request selects.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="request">The rows, each key once, and the table, which is there.</param>
    /// <param name="newRows">The same rows as a relation that can be read more than once.</param>
    /// <param name="keys">The columns of the key.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<WrittenTable> WriteAsync(
        DuckDbConnection connection, TableWriteRequest request, string newRows, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var metadata = await tables.MetadataAsync(request.Current!, cancel);
        var matched = await MatchedAsync(connection, request, newRows, keys, cancel);
        var mode = request.Layout.Properties.GetValueOrDefault(TableProperties.MergeMode) ?? metadata.Properties.GetValueOrDefault(TableProperties.MergeMode);
        return mode == TableProperties.MergeOnRead
            ? await writer.WriteAsync(connection, request with { Mode = new WriteMode.DeleteRows(await RowsAsync(connection, request, metadata, matched, cancel)) }, cancel)
            : await CopyAsync(connection, request, (metadata, newRows, keys), matched, cancel);
    }

    /// <summary>Where live rows with a key of the new rows lie, by the location of their file.</summary>
    private async Task<IReadOnlyDictionary<string, RowPositions>> MatchedAsync(
        DuckDbConnection connection, TableWriteRequest request, string newRows, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        using var live = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true }, cancel);
        var found = new Dictionary<string, RowPositionsBuilder>(StringComparer.Ordinal);
        using var result = connection.Query(MergeSql.Matched($"({live.Sql})", newRows, keys), cancel: cancel);
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

    /// <summary>What stays of the files is read with its lineage, so that rows keep their ids (spec, "Row Lineage").</summary>
    private async Task<WrittenTable> CopyAsync(
        DuckDbConnection connection,
        TableWriteRequest request,
        (TableMetadata Metadata, string NewRows, IReadOnlyList<string> Keys) merge,
        IReadOnlyDictionary<string, RowPositions> matched,
        CancellationToken cancel)
    {
        var touched = matched.Keys.Order(StringComparer.Ordinal).ToList();
        var keepsLineage = merge.Metadata.FormatVersion >= 3 && LineageSql.Fits(merge.Metadata.CurrentSchema);
        using var old = await _reader.SelectAsync(connection, new TableRead(request.Current!) { WithPlaces = true, Only = touched.ToHashSet(StringComparer.Ordinal) }, cancel);
        var kept = MergeSql.Survivors($"({old.Sql})", merge.NewRows, merge.Keys, [.. merge.Metadata.CurrentSchema.Fields.Select(f => SqlText.Name(f.Name)), .. keepsLineage ? LineageSql.Kept : []]);
        return await writer.WriteAsync(
            connection,
            request with { Select = $"select * from {merge.NewRows}\nunion all by name\n({kept})", Mode = new WriteMode.ReplaceFiles(touched), HasLineage = keepsLineage },
            cancel);
    }
}
