using System.Globalization;
using Tarn.DuckDb.Sessions;
using Tarn.Iceberg.Partitions;

namespace Tarn.Engine;

/// <summary>
/// Writes rows into a file for each partition, however many there are. The engine keeps a file open for each partition and closes some when there are too many, so
/// that a partition whose rows come later gets file after file (1,000 partitions, 100 open: 35,000 files). So rows of partitions that find no place are put aside
/// and split by the hash of their partition into parts that are small enough, which are written one after the other.
/// </summary>
/// <param name="engine">Tells the partitions that are open.</param>
/// <param name="connection">A connection without an open result.</param>
/// <param name="spec">The partitions.</param>
/// <param name="copy">Runs a COPY on the connection and tells the files.</param>
/// <param name="openMax">How many files are open at once.</param>
internal sealed class PartitionSplit(LakeEngine engine, DuckDbConnection connection, PartitionSpec spec, Func<string, IReadOnlyList<CopiedFile>> copy, int openMax = PartitionSplit.OpenMax)
{
    /// <summary>Each open file costs memory: as much as a row group of its rows so far.</summary>
    public const int OpenMax = 1_000;

    /// <summary>Files of one partition each, and no partition twice.</summary>
    /// <param name="sql">What writes files of the table's schema.</param>
    /// <param name="select">Gives the rows, once.</param>
    /// <param name="folder">A folder that is not there; further ones have its name and a suffix.</param>
    /// <param name="cancel">Interrupts the engine.</param>
    public IReadOnlyList<CopiedFile> Write(CopySql sql, string select, string folder, CancellationToken cancel) => Write(sql, select, folder, level: 0, cancel);

    private IReadOnlyList<CopiedFile> Write(CopySql sql, string select, string folder, int level, CancellationToken cancel)
    {
        var written = WriteOpen(sql, select, folder, cancel);
        var aside = written.Where(file => file.IsAside).ToList();
        if (aside.Count == 0)
            return written;
        var all = written.Where(file => !file.IsAside).ToList();
        foreach (var (at, part) in PartsOf(aside, sql.FromFiles(), $"{folder}.aside", level, cancel).Index())
        {
            all.AddRange(Write(sql.FromFiles(), From(part), $"{folder}.{at}", level + 1, cancel));
            Delete(part);
        }
        return all;
    }

    private IReadOnlyList<CopiedFile> WriteOpen(CopySql sql, string select, string folder, CancellationToken cancel)
    {
        using var open = engine.LendPartitions(openMax);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"set session partitioned_write_max_open_files = {openMax + 1}"), cancel: cancel);
        return copy(sql.ByPartition(select, spec, folder, open.Sql));
    }

    /// <summary>Files that hold half as many partitions as may be open, so that chance seldom brings more into one; by part.</summary>
    private IReadOnlyList<IReadOnlyList<CopiedFile>> PartsOf(IReadOnlyList<CopiedFile> aside, CopySql sql, string folder, int level, CancellationToken cancel)
    {
        var parts = Math.Clamp((2 * PartitionsIn(aside, sql, cancel) / openMax) + 1, 2, openMax);
        var files = copy(sql.ByHash(From(aside), spec, (parts, level), folder));
        Delete(aside);
        return [.. files.GroupBy(file => file.Key(CopySql.PartOfHash), StringComparer.Ordinal).Select(part => part.ToList())];
    }

    private long PartitionsIn(IReadOnlyList<CopiedFile> files, CopySql sql, CancellationToken cancel)
    {
        using var result = connection.Query(sql.CountPartitions(From(files), spec), cancel: cancel);
        return Convert.ToInt64(result.Rows().Single()[0], CultureInfo.InvariantCulture);
    }

    private static string From(IEnumerable<CopiedFile> files) => $"from read_parquet([{string.Join(", ", files.Select(file => SqlText.Text(file.Path)))}])";

    private static void Delete(IReadOnlyList<CopiedFile> files)
    {
        foreach (var file in files)
            File.Delete(file.Path);
    }
}
