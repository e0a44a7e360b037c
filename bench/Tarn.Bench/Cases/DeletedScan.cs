using Tarn.Bench.Lakes;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>Beside B14: a scan of a table 1 % of whose rows are deleted by position, against the scan of the table without.</summary>
internal static class DeletedScan
{
    private const int Every = 100;
    private const double RatioBar = 1.25;
    private const string Query = "select count(*), sum(amount), sum(quantity), max(note) from sales";

    public static Task<CaseReport> OfVersion2Async(BenchOptions options, CancellationToken cancel) => RunAsync(options, 2, cancel);

    public static Task<CaseReport> OfVersion3Async(BenchOptions options, CancellationToken cancel) => RunAsync(options, 3, cancel);

    private static async Task<CaseReport> RunAsync(BenchOptions options, int version, CancellationToken cancel)
    {
        var (with, without) = (Path.Combine(options.Into, $"b14-scan-v{version}"), Path.Combine(options.Into, $"b14-plain-v{version}"));
        IReadOnlyList<Pair<double>> pairs;
        using (var deleted = await WornLake.MakeAsync(with, options.Rows, version, cancel))
        using (var plain = await WornLake.MakeAsync(without, options.Rows, version, cancel))
        {
            await deleted.DeleteAsync(Every, seed: 1, cancel);
            pairs = await Pairs.InTurnsAsync(options.Pairs, () => AskAsync(deleted, cancel), () => AskAsync(plain, cancel), cancel);
        }
        Directory.Delete(with, recursive: true);
        Directory.Delete(without, recursive: true);
        var ratios = new Series(pairs.Select(pair => pair.Ours / pair.Limit));
        return new CaseReport
        {
            Case = $"b14-scan-v{version}",
            Work = $"a scan of {options.Rows:N0} rows of which 1 % are deleted by position, in version {version}, {pairs.Count} pairs",
            Figures =
            [
                Figure.Of("with deletes", "ms", pairs.Select(pair => pair.Ours * 1000)),
                Figure.Of("without", "ms", pairs.Select(pair => pair.Limit * 1000)),
                new Figure("ratio of pairs", ratios.Median, ratios.Min, ratios.Max, "x"),
            ],
            Bars = [new Bar("ratio", RatioBar, ratios.Median)],
            Checked = "the rows that are left, by their count",
        };
    }

    private static async Task<double> AskAsync(WornLake lake, CancellationToken cancel)
    {
        var clock = Clock.Start();
        var row = await lake.AskAsync(Query, cancel);
        var seconds = clock.Seconds;
        return (long)row[0]! == lake.Rows ? seconds : throw new InvalidOperationException($"b14-scan: {row[0]} rows were read, and {lake.Rows} should be.");
    }
}
