using System.Text;
using Tarn.Bench.Measure;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;

namespace Tarn.Bench.Limits;

/// <summary>The limit of a durable run of trivial models: each a table in memory, and one synced file that says it is done.</summary>
internal static class BareModels
{
    public static void Run(string folder, int count)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings { TracksProgress = false });
        using var connection = database.Connect();
        for (var i = 0; i < count; i++)
        {
            connection.Execute($"create table m_{i:000} as select {i} as id, 'x' as name");
            Disk.CreateSynced(Path.Combine(folder, $"{i:000}.done"), Encoding.UTF8.GetBytes($"m_{i:000} is done"));
        }
    }
}
