using Tarn.Bench.Lakes;
using Tarn.Bench.Measure;
using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;

namespace Tarn.Bench.Cases;

/// <summary>Where the time of commits went, told in lines.</summary>
internal static class CommitTimes
{
    private const int CopiesTimed = 50;

    public static IReadOnlyList<string> Of(IReadOnlyList<CommitsRound> rounds, int commitsOfAWriter, int rowsEach)
    {
        var all = rounds.SelectMany(r => r.Each).ToList();
        var writers = rounds.SelectMany(r => r.Each.Chunk(commitsOfAWriter)).ToList();
        var tenth = Math.Max(1, commitsOfAWriter / 10);
        return
        [
            $"medians of the parts: reading the table {Median(all, a => a.Reading)} ms, writing Parquet, manifests and metadata {Median(all, a => a.Writing)} ms, "
                + $"commit and move of the branch {Median(all, a => a.Committing)} ms",
            $"DuckDB's COPY of the same rows alone, not synced: {new Series(BareCopies(rowsEach)).Median:0.0} ms",
            $"median of the first tenth of a writer's commits {Median(writers.SelectMany(w => w.Take(tenth)), a => a.Total)} ms, "
                + $"of the last {Median(writers.SelectMany(w => w.TakeLast(tenth)), a => a.Total)} ms",
        ];
    }

    private static string Median(IEnumerable<AppendTimes> appends, Func<AppendTimes, double> part) =>
        $"{new Series(appends.Select(part)).Median * 1000:0.0}";

    private static List<double> BareCopies(int rows)
    {
        using var database = DuckDbDatabase.Open(new DuckDbSettings { TracksProgress = false });
        using var connection = database.Connect();
        var file = Path.Combine(Path.GetTempPath(), $"tarn-bench-{Environment.ProcessId}.parquet");
        var milliseconds = new List<double>();
        for (var i = 0; i < CopiesTimed; i++)
        {
            var clock = Clock.Start();
            connection.Execute($"copy ({AppendLake.RowsSql((long)i * rows, rows)}) to '{file}' (format parquet, compression zstd)");
            milliseconds.Add(clock.Seconds * 1000);
        }
        File.Delete(file);
        return milliseconds;
    }
}
