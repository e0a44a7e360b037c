using Tarn.Bench.Lakes;
using Tarn.Bench.Limits;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>B9: which files a scan reads, of all rows and of a hundredth, by the manifests of tables of 1,000 to 100,000 files.</summary>
/// <param name="Case">Its name.</param>
/// <param name="Files">Data files of the table.</param>
internal sealed record ScanPlanning(string Case, int Files)
{
    private const double FullMillisecondsBar = 1_500;
    private const double FilteredMillisecondsBar = 150;

    public static Task<CaseReport> ThousandAsync(BenchOptions options, CancellationToken cancel) => new ScanPlanning("b9-1k", 1_000).RunAsync(options, cancel);

    public static Task<CaseReport> TenThousandAsync(BenchOptions options, CancellationToken cancel) => new ScanPlanning("b9-10k", 10_000).RunAsync(options, cancel);

    public static Task<CaseReport> HundredThousandAsync(BenchOptions options, CancellationToken cancel) => new ScanPlanning("b9-100k", 100_000).RunAsync(options, cancel);

    private async Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine(options.Into, Case);
        var table = await PlannedTable.MakeAsync(folder, Files, cancel);
        var pairs = await Pairs.InTurnsAsync(options.Pairs, () => OursAsync(table, cancel), () => LimitAsync(table), cancel);
        Directory.Delete(folder, recursive: true);
        return Report(pairs, table.Manifests.Count);
    }

    private async Task<(double All, double Hundredth)> OursAsync(PlannedTable table, CancellationToken cancel)
    {
        var clock = Clock.Start();
        var some = await table.HundredthAsync(cancel);
        var filtered = clock.Seconds;
        var all = await table.AllAsync(cancel);
        var full = clock.Seconds - filtered;
        return all == Files && some >= Files / 100 && some <= (Files / 100) + 1
            ? (full * 1000, filtered * 1000)
            : throw new InvalidOperationException($"{Case}: {all} of {Files} files were planned, and {some} for a hundredth.");
    }

    private static Task<(double All, double Hundredth)> LimitAsync(PlannedTable table)
    {
        var clock = Clock.Start();
        BareAvro.Inflate(table.Manifests);
        return Task.FromResult((clock.Seconds * 1000, 0.0));
    }

    private CaseReport Report(IReadOnlyList<Pair<(double All, double Hundredth)>> pairs, int manifests)
    {
        var full = Figure.Of("ours, all rows", "ms", pairs.Select(p => p.Ours.All));
        var filtered = Figure.Of("ours, a hundredth of the rows", "ms", pairs.Select(p => p.Ours.Hundredth));
        return new CaseReport
        {
            Case = Case,
            Work = $"planning of {Files:N0} files of ten columns with bounds in {manifests} manifests, {pairs.Count} pairs",
            Figures =
            [
                full,
                Figure.Of("limit, the same manifests inflated", "ms", pairs.Select(p => p.Limit.All)),
                Figure.Of("ratio of pairs, all rows", "x", pairs.Select(p => p.Ours.All / p.Limit.All)),
                filtered,
            ],
            Bars = Files < 100_000 ? [] : [new Bar("all rows in milliseconds", FullMillisecondsBar, full.Median), new Bar("a hundredth in milliseconds", FilteredMillisecondsBar, filtered.Median)],
            Checked = $"all {Files:N0} files for all rows, {Files / 100:N0} for a hundredth",
        };
    }
}
