using Tarn.Bench.Lakes;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>
/// B14: a table from which 2 % of the rows are deleted, 2 % updated and as many inserted, ten times, with upkeep after each; how long queries take at the end
/// against those of the table as it was written.
/// </summary>
internal static class Wear
{
    private const int Rounds = 10;
    private const int Every = 50;
    private const int TurnsAQuery = 3;
    private const double RatioBar = 1.25;
    private const double UpkeepBar = 0.1;

    private static readonly string[] Queries =
    [
        "select count(*), sum(amount * quantity), max(note) from sales",
        "select item, count(*) as n, sum(amount) from sales group by item order by n desc limit 1",
        "select count(distinct customer), avg(amount) from sales where day between date '2024-03-01' and date '2024-05-31'",
        "select customer, sum(quantity) as bought from sales group by customer order by bought desc, customer limit 1",
    ];

    public static Task<CaseReport> OfVersion2Async(BenchOptions options, CancellationToken cancel) => RunAsync(options, 2, cancel);

    public static Task<CaseReport> OfVersion3Async(BenchOptions options, CancellationToken cancel) => RunAsync(options, 3, cancel);

    private static async Task<CaseReport> RunAsync(BenchOptions options, int version, CancellationToken cancel)
    {
        var folder = Path.Combine(options.Into, $"b14-v{version}");
        var (asked, upkeep, cpu) = (new List<double>(), new List<double>(), 0.0);
        using (var lake = await WornLake.MakeAsync(folder, options.Rows, version, cancel))
        {
            await AskAsync(lake, cancel);
            var start = Cpu();
            asked.Add(await AskAsync(lake, cancel));
            for (var round = 1; round <= Rounds; round++)
            {
                await WearAsync(lake, options.Rows / Every, round, cancel);
                var before = Cpu();
                await lake.MaintainAsync(cancel);
                upkeep.Add(Cpu() - before);
                asked.Add(await AskAsync(lake, cancel));
            }
            cpu = Cpu() - start;
            await CheckAsync(lake, cancel);
        }
        Directory.Delete(folder, recursive: true);
        return Report(options, version, asked, (cpu, upkeep));
    }

    private static async Task WearAsync(WornLake lake, long rows, int round, CancellationToken cancel)
    {
        await lake.DeleteAsync(Every, round, cancel);
        await lake.UpdateAsync(Every, -round, cancel);
        await lake.InsertAsync(rows, cancel);
    }

    /// <summary>The sum over the queries of the median time of each, in seconds.</summary>
    private static async Task<double> AskAsync(WornLake lake, CancellationToken cancel)
    {
        var sum = 0.0;
        foreach (var query in Queries)
        {
            var times = new List<double>();
            for (var turn = 0; turn < TurnsAQuery; turn++)
            {
                var clock = Clock.Start();
                await lake.AskAsync(query, cancel);
                times.Add(clock.Seconds);
            }
            sum += new Series(times).Median;
        }
        return sum;
    }

    private static async Task CheckAsync(WornLake lake, CancellationToken cancel)
    {
        var row = await lake.AskAsync("select count(*), count(distinct id) from sales", cancel);
        if ((long)row[0]! != lake.Rows || (long)row[1]! != lake.Rows)
            throw new InvalidOperationException($"b14: {row[0]} rows with {row[1]} ids are there, and {lake.Rows} should be.");
    }

    private static double Cpu() => ProcessFacts.Of(Environment.ProcessId).CpuSeconds;

    private static CaseReport Report(BenchOptions options, int version, IReadOnlyList<double> asked, (double All, IReadOnlyList<double> Upkeep) cpu) => new()
    {
        Case = $"b14-v{version}",
        Work = $"{Rounds} times 2 % of {options.Rows:N0} rows deleted, updated and inserted by merge on read in version {version}, upkeep and {Queries.Length} queries after each",
        Figures =
        [
            new Figure("queries of the fresh table", asked[0] * 1000, asked[0] * 1000, asked[0] * 1000, "ms"),
            Figure.Of("queries after each round", "ms", asked.Skip(1).Select(seconds => seconds * 1000)),
            new Figure("queries after the last round", asked[^1] * 1000, asked[^1] * 1000, asked[^1] * 1000, "ms"),
            new Figure("time of the cores", cpu.All, cpu.All, cpu.All, "s"),
            new Figure("of it upkeep", cpu.Upkeep.Sum(), cpu.Upkeep.Sum(), cpu.Upkeep.Sum(), "s"),
        ],
        Bars = [new Bar("last against first", RatioBar, asked[^1] / asked[0]), new Bar("upkeep of the time of the cores", UpkeepBar, cpu.Upkeep.Sum() / cpu.All)],
        Checked = "every row there once at the end",
        Notes =
        [
            $"queries, in ms: {Milliseconds(asked)}",
            $"upkeep after each round, in ms of the cores: {Milliseconds(cpu.Upkeep)}",
        ],
    };

    private static string Milliseconds(IEnumerable<double> seconds) => string.Join(", ", seconds.Select(one => $"{one * 1000:0}"));
}
