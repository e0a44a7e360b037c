using Tarn.Bench.Measure;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;

namespace Tarn.Bench.Limits;

/// <summary>The limit of landing a file: DuckDB reads it, knowing its columns, and writes one Parquet file, which is synced.</summary>
internal static class BareCopy
{
    public static void Run(string select, string target)
    {
        using (var database = DuckDbDatabase.Open(new DuckDbSettings { TracksProgress = false }))
        {
            using var connection = database.Connect();
            connection.Execute($"copy ({select}) to '{target}' (format parquet, compression zstd)");
        }
        Disk.SyncFile(target);
    }
}
