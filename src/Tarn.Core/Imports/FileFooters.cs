using System.Globalization;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;
using Tarn.Engine;
using Tarn.Sources.Files;
using Tarn.Storage;

namespace Tarn.Imports;

/// <summary>Reads the footers of Parquet files, and nothing else of them.</summary>
/// <param name="tables">Knows the columns of files.</param>
/// <param name="files">Where the files lie.</param>
/// <param name="connection">A connection without an open result.</param>
internal sealed class FileFooters(LakeTables tables, TableFiles files, DuckDbConnection connection)
{
    private const int FilesAtOnceMax = 200;
    private const int ProblemsMax = 20;

    /// <summary>The files with what their footers tell, in their order.</summary>
    /// <exception cref="TarnException">Invalid <c>import.parquet</c>: files that are no Parquet, or that the engine cannot open; all of them told.</exception>
    public async Task<IReadOnlyList<ImportedFile>> ReadAsync(IReadOnlyList<SourceFile> found, CancellationToken cancel)
    {
        var read = new List<ImportedFile>();
        foreach (var chunk in found.Chunk(FilesAtOnceMax))
            read.AddRange(await ChunkAsync(chunk, found, cancel));
        return read;
    }

    private async Task<IReadOnlyList<ImportedFile>> ChunkAsync(SourceFile[] chunk, IReadOnlyList<SourceFile> found, CancellationToken cancel)
    {
        try
        {
            var schemas = await tables.FileSchemas.ReadAsync(connection, files, [.. chunk.Select(file => RewriteText.PlaceOf(file.Path))], cancel);
            var rows = Rows(chunk, cancel);
            var groups = Groups(chunk, cancel);
            return [.. chunk.Zip(schemas, (file, schema) => FileOf(file, schema, rows[file.Path], groups[file.Path]))];
        }
        catch (DuckDbException e) when (!cancel.IsCancellationRequested)
        {
            throw new TarnException(FailureKind.Invalid, Broken(found, cancel) is { Count: > 0 } problems ? problems : [ProblemOf(chunk[0].Path, e)], e);
        }
    }

    private static ImportedFile FileOf(SourceFile file, FileSchema schema, long rows, IEnumerable<object?[]> chunks)
    {
        var columns = new SortedDictionary<int, FooterStatistics>();
        var offsets = new SortedDictionary<long, long>();
        foreach (var chunk in chunks)
        {
            var (group, column) = (Number(chunk[1])!.Value, (int)Number(chunk[2])!.Value);
            columns[column] = (columns.TryGetValue(column, out var known) ? known : new FooterStatistics()).With(StatisticsOf(chunk));
            if (Number(chunk[10]) is { } offset)
                offsets[group] = offsets.TryGetValue(group, out var first) ? Math.Min(first, offset) : offset;
        }
        return new ImportedFile { Path = file.Path, Bytes = file.Bytes, Rows = rows, Schema = schema, Statistics = [.. columns.Values], SplitOffsets = [.. offsets.Values] };
    }

    private static FooterStatistics StatisticsOf(object?[] chunk)
    {
        var (values, nulls) = (Number(chunk[3]) ?? 0, Number(chunk[4]));
        return new FooterStatistics
        {
            Bytes = Number(chunk[9]) ?? 0,
            Values = values,
            Nulls = nulls,
            Least = nulls == values ? [] : chunk[5] is string least ? [least] : null,
            Greatest = nulls == values ? [] : chunk[6] is string greatest ? [greatest] : null,
            IsExact = nulls == values || (chunk[7] is not false && chunk[8] is not false),
        };
    }

    private Dictionary<string, long> Rows(SourceFile[] chunk, CancellationToken cancel)
    {
        using var result = connection.Query($"select file_name, num_rows from parquet_file_metadata({List(chunk)})", cancel: cancel);
        return result.Rows().ToDictionary(row => (string)row[0]!, row => Number(row[1]) ?? 0, StringComparer.Ordinal);
    }

    private ILookup<string, object?[]> Groups(SourceFile[] chunk, CancellationToken cancel)
    {
        var sql =
            $"""
            select file_name, row_group_id, column_id, num_values, stats_null_count, stats_min_value, stats_max_value, min_is_exact, max_is_exact, total_compressed_size,
                   least(data_page_offset, coalesce(nullif(dictionary_page_offset, 0), data_page_offset))
            from parquet_metadata({List(chunk)})
            """;
        using var result = connection.Query(sql, cancel: cancel);
        return result.Rows().Select(row => row.ToArray()).ToLookup(row => (string)row[0]!, StringComparer.Ordinal);
    }

    /// <summary>The engine names one file that it cannot open, sometimes none; so each is opened by itself.</summary>
    private List<Problem> Broken(IReadOnlyList<SourceFile> found, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        foreach (var file in found.TakeWhile(_ => problems.Count < ProblemsMax))
        {
            try
            {
                connection.Execute($"select count(*) from parquet_schema({List([file])})", cancel: cancel);
            }
            catch (DuckDbException e) when (!cancel.IsCancellationRequested)
            {
                problems.Add(ProblemOf(file.Path, e));
            }
        }
        return problems;
    }

    private static Problem ProblemOf(string path, DuckDbException e) =>
        new("import.parquet", $"'{path}' cannot be read as Parquet: {e.Text.Split('\n')[0]}", path, "Leave it out of the pattern, or write it anew.");

    private static string List(IEnumerable<SourceFile> files) => $"[{string.Join(", ", files.Select(file => SqlText.Text(file.Path)))}]";

    private static long? Number(object? value) => value is null ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
