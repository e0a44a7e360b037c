using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;
using Tarn.Storage;

namespace Tarn.Engine;

/// <summary>
/// Writes rows as data files of a table: split by its partition spec, sorted by its sort order, near its target size. They are made in scratch and moved
/// into the table's folder when they are whole, synced.
/// </summary>
internal sealed class DataFileWriter(LakeEngine engine, TableFiles files, IdSource ids)
{
    private const int MovesAtOnceMax = 8;

    /// <summary>A file is not cut for less than half a file more than the target.</summary>
    private const double Tolerance = 1.5;

    /// <summary>False refuses infinite dates and timestamps; true lets them be, where rows are written anew that are in the table already.</summary>
    public bool TakesInfinity { get; init; }

    /// <summary>Runs the SELECT and writes its rows; none for no rows.</summary>
    /// <param name="connection">A connection without an open result.</param>
    /// <param name="table">The table as it will be.</param>
    /// <param name="sql">What writes files of its schema.</param>
    /// <param name="select">Gives the columns of that, by name.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public async Task<IReadOnlyList<DataFile>> WriteAsync(DuckDbConnection connection, TableMetadata table, CopySql sql, string select, CancellationToken cancel)
    {
        var scratch = Path.Combine(engine.ScratchFolder, ids.NextHex(16));
        try
        {
            var written = table.DefaultSpec.IsUnpartitioned
                ? Ordered(connection, table, sql, select, scratch, cancel)
                : Partitioned(connection, table, sql, select, scratch, cancel);
            return await MoveAsync([.. written.Where(f => f.Rows > 0).Select((file, at) => FileOf(table, file, at))], cancel);
        }
        finally
        {
            if (Directory.Exists(scratch))
                Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Rows of one partition, in the table's order. Few writes are so large that they are cut, which writes them once more.</summary>
    private IReadOnlyList<CopiedFile> Ordered(
        DuckDbConnection connection, TableMetadata table, CopySql sql, string select, string folder, CancellationToken cancel)
    {
        var target = TableProperties.TargetFileBytes(table);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "whole.parquet");
        var isSorted = table.DefaultSortOrder.Fields.Count > 0;
        var whole = Copy(connection, table, sql, isSorted ? sql.Sorted(select, table.DefaultSortOrder, file) : sql.Whole(select, file), cancel).Single();
        if (whole.Bytes <= target * Tolerance)
            return [whole];
        return isSorted
            ? Sliced(connection, table, sql, whole, target, cancel)
            : Copy(connection, table, sql, sql.FromFiles().BySize($"from read_parquet({SqlText.Text(file)})", target, Path.Combine(folder, "files")), cancel);
    }

    /// <summary>The engine keeps no order, and no size, when it writes several partitions at once: what needs one is written once more.</summary>
    private IReadOnlyList<CopiedFile> Partitioned(
        DuckDbConnection connection, TableMetadata table, CopySql sql, string select, string folder, CancellationToken cancel)
    {
        var split = new PartitionSplit(engine, connection, table.DefaultSpec, copy => Copy(connection, table, sql, copy, cancel)).Write(sql, select, folder, cancel);
        if (split.Count == 0)
            return [];
        var tuples = Tuples(connection, table, sql, split, cancel);
        var again = table.DefaultSortOrder.Fields.Count > 0 ? 0 : TableProperties.TargetFileBytes(table) * Tolerance;
        return
        [
            .. split.SelectMany(file => (file.Bytes <= again ? [file] : Ordered(connection, table, sql.FromFiles(), $"from read_parquet({SqlText.Text(file.Path)})", $"{file.Path}.files", cancel))
                .Select(part => part with { Partition = tuples[file.Path] })),
        ];
    }

    private IReadOnlyList<CopiedFile> Sliced(DuckDbConnection connection, TableMetadata table, CopySql sql, CopiedFile whole, long target, CancellationToken cancel)
    {
        var parts = (whole.Bytes + target - 1) / target;
        var rows = (whole.Rows + parts - 1) / parts;
        return
        [
            .. Enumerable.Range(0, (int)parts).SelectMany(part =>
                Copy(connection, table, sql, sql.Slice(whole.Path, (part * rows, (part + 1) * rows), $"{whole.Path}.{part}"), cancel)),
        ];
    }

    /// <summary>The partition of each file, made of its first row by the transforms themselves, so that the engine's SQL has no say in it.</summary>
    private static Dictionary<string, IReadOnlyList<object?>> Tuples(
        DuckDbConnection connection, TableMetadata table, CopySql sql, IReadOnlyList<CopiedFile> copied, CancellationToken cancel)
    {
        var fields = table.DefaultSpec.Fields;
        var types = fields.Select(f => SchemaFields.ById(table.CurrentSchema, f.SourceId)?.Type ?? new IcebergType.Unknown()).ToList();
        var tuples = new Dictionary<string, IReadOnlyList<object?>>(StringComparer.Ordinal);
        foreach (var some in copied.Chunk(PartitionSplit.OpenMax))
        {
            using var result = connection.Query(sql.FirstRows(table.DefaultSpec, some.Select(f => f.Path)), cancel: cancel);
            foreach (var row in result.Rows())
                tuples[(string)row[0]!] = [.. fields.Select((f, i) => PartitionValues.Apply(f.Transform, types[i], StoredValue.Of(types[i], row[i + 1])))];
        }
        return tuples;
    }

    private IReadOnlyList<CopiedFile> Copy(DuckDbConnection connection, TableMetadata table, CopySql sql, string copy, CancellationToken cancel)
    {
        var copied = CopiedFile.Of(connection, copy, cancel);
        foreach (var file in TakesInfinity ? [] : copied)
            Infinity.Refuse(sql.Schema, file.Answer[4], table.Location);
        return copied;
    }

    /// <summary>A sync takes as long for one file as for several at once.</summary>
    private async Task<IReadOnlyList<DataFile>> MoveAsync(IReadOnlyList<(string Path, DataFile File)> copied, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MovesAtOnceMax, CancellationToken = cancel };
        await Parallel.ForEachAsync(copied, options, async (one, cancelOne) => await files.CreateFromFileAsync(one.File.Path, one.Path, cancelOne));
        return [.. copied.Select(one => one.File)];
    }

    private (string Path, DataFile File) FileOf(TableMetadata table, CopiedFile copied, int at)
    {
        var folder = table.DefaultSpec.IsUnpartitioned ? "" : PathOf(table, copied.Partition) + "/";
        var location = $"{table.Location}/data/{folder}{at:00000}-0-{ids.NextUuid():D}.parquet";
        var file = CopyStatistics.DataFileOf(table.CurrentSchema, copied.Answer, location) with
        {
            SpecId = table.DefaultSpecId,
            Partition = copied.Partition,
            SortOrderId = table.DefaultSortOrderId == 0 ? null : table.DefaultSortOrderId,
        };
        return (copied.Path, file);
    }

    private static string PathOf(TableMetadata table, IReadOnlyList<object?> partition)
    {
        var types = table.DefaultSpec.Fields.Select(f => SchemaFields.ById(table.CurrentSchema, f.SourceId)?.Type ?? new IcebergType.Unknown());
        return PartitionPath.Of(table.DefaultSpec, [.. types], partition);
    }
}
