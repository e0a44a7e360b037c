using Tarn.Bench.Lakes;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>B8: a branch is made, 100 tables change on it, it is compared, merged and dropped; in a catalog of 1,000 tables and in one of a million.</summary>
internal static class CatalogAtSize
{
    private const int Small = 1_000;
    private const int Large = 1_000_000;
    private const int Changes = 100;
    private const int TurnsAPair = 4;
    private const double RatioBar = 1.2;
    private const double MergeMillisecondsBar = 50;

    public static async Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var small = await CatalogLake.MakeAsync(Path.Combine(options.Cache, $"catalog-{Small}"), Small, cancel);
        var large = await CatalogLake.MakeAsync(Path.Combine(options.Cache, $"catalog-{Large}"), Large, cancel);
        var log = Disk.Fresh(Path.Combine(options.Into, "b8-limit"));
        var pairs = await Pairs.InTurnsAsync(options.Pairs, () => TurnsAsync(large, cancel), () => TurnsAsync(small, cancel), cancel);
        var limit = Enumerable.Range(0, 20).Select(i => AppendOne(Path.Combine(log, $"{i}"))).ToList();
        Directory.Delete(log, recursive: true);
        return Report(pairs, limit);
    }

    private static async Task<IReadOnlyList<CatalogRound>> TurnsAsync(CatalogLake lake, CancellationToken cancel)
    {
        var rounds = new List<CatalogRound>();
        for (var i = 0; i < TurnsAPair; i++)
            rounds.Add(await lake.TurnAsync(Changes, cancel));
        return rounds;
    }

    private static double AppendOne(string path)
    {
        var clock = Clock.Start();
        Disk.CreateSynced(path, new byte[4096]);
        return clock.Seconds;
    }

    private static CaseReport Report(IReadOnlyList<Pair<IReadOnlyList<CatalogRound>>> pairs, IReadOnlyList<double> limit)
    {
        var ratios = new Series(pairs.Select(p => Median(p.Ours, r => r.Total) / Median(p.Limit, r => r.Total)));
        var merge = new Series(pairs.Select(p => Median(p.Ours, r => r.Merge)));
        return new CaseReport
        {
            Case = "b8",
            Work = $"branch, change {Changes}, diff, merge, drop, {TurnsAPair} times a turn in catalogs of {Large:N0} and {Small:N0} tables, {pairs.Count} pairs",
            Figures =
            [
                Figure.Of("1M tables, a round", "ms", pairs.Select(p => Median(p.Ours, r => r.Total))),
                Figure.Of("1k tables, a round", "ms", pairs.Select(p => Median(p.Limit, r => r.Total))),
                new Figure("ratio of pairs", ratios.Median, ratios.Min, ratios.Max, "x"),
                .. Steps(pairs, "find the 100 (not in the round)", r => r.Look),
                .. Steps(pairs, "make a branch", r => r.Create),
                .. Steps(pairs, "change 100", r => r.Change),
                .. Steps(pairs, "diff", r => r.Diff),
                .. Steps(pairs, "merge", r => r.Merge),
                .. Steps(pairs, "drop", r => r.Drop),
                Figure.Of("limit, one synced append", "ms", limit.Select(s => s * 1000)),
            ],
            Bars = [new Bar("ratio", RatioBar, ratios.Median), new Bar("merge in milliseconds", MergeMillisecondsBar, merge.Median)],
            Checked = $"each comparison names {Changes} tables",
        };
    }

    private static Figure[] Steps(IReadOnlyList<Pair<IReadOnlyList<CatalogRound>>> pairs, string step, Func<CatalogRound, double> seconds) =>
    [
        Figure.Of($"1M, {step}", "ms", pairs.Select(p => Median(p.Ours, seconds))),
        Figure.Of($"1k, {step}", "ms", pairs.Select(p => Median(p.Limit, seconds))),
    ];

    private static double Median(IReadOnlyList<CatalogRound> rounds, Func<CatalogRound, double> seconds) => new Series(rounds.Select(seconds)).Median * 1000;
}
