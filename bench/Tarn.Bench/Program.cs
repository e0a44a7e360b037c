using Tarn.Bench.Cases;
using Tarn.Bench.Limits;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench;

/// <summary>Measures Tarn against what the same work costs with nothing around it. RESULTS.md tells what came out.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<BenchOptions, CancellationToken, Task<CaseReport>>[]> _cases = new(StringComparer.Ordinal)
    {
        ["b2"] = [CsvToBronze.RunAsync, JsonLinesToBronze.RunAsync],
        ["b6"] = [TrivialModels.RunAsync],
        ["b7"] = [Commits.OneWriterAsync, Commits.EightToOneTableAsync, Commits.EightToEightTablesAsync, Commits.EightToHundredTablesAsync],
        ["b8"] = [CatalogAtSize.RunAsync],
        ["b9"] = [ScanPlanning.ThousandAsync, ScanPlanning.TenThousandAsync, ScanPlanning.HundredThousandAsync],
        ["b14"] = [Wear.OfVersion2Async, Wear.OfVersion3Async, DeletedScan.OfVersion2Async, DeletedScan.OfVersion3Async],
    };

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            return LimitVerbs.TryRun(arguments) ? 0 : await MeasureAsync(arguments);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return 1;
        }
    }

    private static async Task<int> MeasureAsync(string[] arguments)
    {
        if (BenchOptions.TryRead(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => (e.Cancel, _) = (true, stop.CancelAsync());
        await RunAsync(options, stop.Token);
        return 0;
    }

    private static async Task RunAsync(BenchOptions options, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.Into);
        var reports = new List<CaseReport>();
        foreach (var run in options.Cases.SelectMany(c => _cases[c]))
        {
            var before = Load.LastMinute();
            var report = await run(options, cancel) with { LoadBefore = before, LoadAfter = Load.LastMinute() };
            reports.Add(report);
            if (!options.Json)
                Console.WriteLine(ReportText.Plain(report));
        }
        if (options.Json)
            Console.WriteLine(ReportText.Json(reports));
    }
}
