using System.Collections.Concurrent;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Scans;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>Reads the deletes by position of a plan into bitmaps: deletion vectors by their bytes, position delete files through the engine.</summary>
/// <param name="files">Where the files lie.</param>
/// <param name="connection">A connection without an open result.</param>
internal sealed class PositionDeletes(TableFiles files, DuckDbConnection connection)
{
    private const int VectorsAtOnceMax = 8;

    /// <summary>The deleted rows of each data file that has any, by the file's location.</summary>
    /// <exception cref="IcebergException">Corrupt or Unsupported, with the file of deletes.</exception>
    public async Task<IReadOnlyDictionary<string, RowPositions>> ReadAsync(ScanPlan plan, CancellationToken cancel)
    {
        var deleted = new ConcurrentDictionary<string, RowPositions>(StringComparer.Ordinal);
        var vectors = plan.Files.Select(file => (file.File.Path, Vector: file.Deletes.FirstOrDefault(d => d.IsVector)?.File)).Where(found => found.Vector is not null);
        var options = new ParallelOptions { MaxDegreeOfParallelism = VectorsAtOnceMax, CancellationToken = cancel };
        await Parallel.ForEachAsync(vectors, options, async (found, cancelOne) => deleted[found.Path] = await ReadVectorAsync(found.Vector!, cancelOne));
        foreach (var (path, rows) in await ReadFilesAsync(plan, cancel))
            deleted[path] = rows;
        return deleted;
    }

    private async Task<RowPositions> ReadVectorAsync(DataFile vector, CancellationToken cancel)
    {
        if (vector is not { Format: "PUFFIN", ContentOffset: { } offset, ContentSizeBytes: { } bytes and >= 0 and <= int.MaxValue })
            throw new IcebergException(IcebergFault.Corrupt, $"{vector.Path}: a deletion vector without format puffin, content_offset and content_size_in_bytes.", vector.Path);
        var rows = DeletionVectorBlob.Read(await files.ReadRangeAsync(vector.Path, offset, (int)bytes, cancel), vector.Path);
        return rows.Count == vector.RecordCount
            ? rows
            : throw new IcebergException(IcebergFault.Corrupt, $"{vector.Path}: the deletion vector at byte {offset} has {rows.Count} rows where its manifest tells {vector.RecordCount}.", vector.Path);
    }

    private async Task<IReadOnlyDictionary<string, RowPositions>> ReadFilesAsync(ScanPlan plan, CancellationToken cancel)
    {
        var deletes = plan.Files.SelectMany(f => f.Deletes).Select(d => d.File)
            .Where(d => d is { Content: FileContent.PositionDeletes, ContentOffset: null }).DistinctBy(d => d.Path, StringComparer.Ordinal).ToList();
        if (deletes.Count == 0)
            return new Dictionary<string, RowPositions>();
        var paths = await DeleteFiles.LocalPathsAsync(files, deletes, cancel);
        DeleteFiles.CheckFieldIds(connection, deletes, paths, _ => [PositionDeleteFile.FilePathId, PositionDeleteFile.PositionId]);
        var gathered = new PositionGathering(plan, deletes, files.PlaceOf);
        using var result = connection.Query($"select file_index, file_path, pos from {ReadSql.Scan(PositionDeleteFile.Schema, paths)}", cancel: cancel);
        foreach (var chunk in result.Chunks())
            gathered.Add(chunk);
        return gathered.Build();
    }
}
