using Tarn.Bench.Inputs;
using Tarn.Bench.Lakes;
using Tarn.Bench.Limits;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>What both cases of B2 are: a whole <c>tarn run</c> in a fresh project against a whole process that only copies.</summary>
internal sealed record FileToBronze
{
    private const double RatioBar = 1.3;

    public required string Case { get; init; }

    /// <summary>The input.</summary>
    public required string File { get; init; }

    public required long Rows { get; init; }

    public required IReadOnlyList<InputColumn> Columns { get; init; }

    /// <summary>The source's file in the project.</summary>
    public required string Source { get; init; }

    public required string LimitVerb { get; init; }

    public async Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        await Disk.WarmAsync(File, cancel);
        var project = Path.Combine(options.Into, Case);
        var copy = Path.Combine(options.Into, $"{Case}.parquet");
        var pairs = await Pairs.InTurnsAsync(options.Pairs, () => OursAsync(project, cancel), () => LimitAsync(copy, cancel), cancel);
        var check = await CheckAsync(project, copy, cancel);
        var report = Report(pairs, check);
        Directory.Delete(project, recursive: true);
        System.IO.File.Delete(copy);
        return report;
    }

    private async Task<TarnRun> OursAsync(string project, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(Disk.Fresh(project), "sources"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(project, "tarn.yml"), "name: bench\nwarehouse: lake\n", cancel);
        await System.IO.File.WriteAllTextAsync(Path.Combine(project, "sources", "bench.yml"), Source + "\n", cancel);
        await Disk.SyncAllAsync(cancel);
        return await TarnProgram.RunAsync(project, cancel);
    }

    private async Task<TarnRun> LimitAsync(string copy, CancellationToken cancel)
    {
        System.IO.File.Delete(copy);
        await Disk.SyncAllAsync(cancel);
        return new TarnRun(await ProcessRun.OfAsync(LimitVerbs.Program, [LimitVerb, File, copy], cancel), new Dictionary<string, double>(StringComparer.Ordinal));
    }

    /// <summary>The last output of each side: rows, and a sum over the hashes of all rows, which does not depend on their order.</summary>
    private async Task<string> CheckAsync(string project, string copy, CancellationToken cancel)
    {
        var lake = await WrittenLake.OpenAsync(Path.Combine(project, "lake"), cancel);
        var ours = Sums(await lake.SqlOfAsync("bronze.bench_rows", cancel));
        var limit = Sums($"select * from '{copy}'");
        if (ours.Rows != Rows || ours != limit)
            throw new InvalidOperationException($"{Case}: of {Rows:N0} rows the lake has {ours}, the limit {limit}.");
        return $"{ours.Rows:N0} rows on both sides, and the same sum of the hashes of all rows";
    }

    private (long Rows, string Hash) Sums(string select)
    {
        var values = string.Join(", ", Columns.Select(c => $"{c.Name}::{c.SqlType}"));
        var row = WrittenLake.Row($"select count(*)::bigint, sum(hash({values}))::varchar from ({select}) as rows");
        return ((long)row[0]!, (string)row[1]!);
    }

    private CaseReport Report(IReadOnlyList<Pair<TarnRun>> pairs, string check)
    {
        var ratios = new Series(pairs.Select(p => p.Ours.Process.Seconds / p.Limit.Process.Seconds));
        return new CaseReport
        {
            Case = Case,
            Work = $"{Rows:N0} rows, {new FileInfo(File).Length / 1e6:N0} MB to bronze, {pairs.Count} pairs",
            Figures =
            [
                Figure.Of("ours, whole 'tarn run'", "s", pairs.Select(p => p.Ours.Process.Seconds)),
                Figure.Of("limit, bare COPY", "s", pairs.Select(p => p.Limit.Process.Seconds)),
                new Figure("ratio of pairs", ratios.Median, ratios.Min, ratios.Max, "x"),
                Figure.Of("ours, cores' time", "s", pairs.Select(p => p.Ours.Process.Facts.CpuSeconds)),
                Figure.Of("limit, cores' time", "s", pairs.Select(p => p.Limit.Process.Facts.CpuSeconds)),
                Figure.Of("ours, peak memory", "MB", pairs.Select(p => p.Ours.Process.Facts.PeakBytes / 1e6)),
                Figure.Of("limit, peak memory", "MB", pairs.Select(p => p.Limit.Process.Facts.PeakBytes / 1e6)),
                Figure.Of("ours, written", "MB", pairs.Select(p => p.Ours.Process.Facts.WrittenBytes / 1e6)),
                Figure.Of("limit, written", "MB", pairs.Select(p => p.Limit.Process.Facts.WrittenBytes / 1e6)),
            ],
            Bars = [new Bar("ratio", RatioBar, ratios.Median)],
            Checked = check,
            Notes = [StepTimes.Of(pairs.Select(p => p.Ours))],
        };
    }
}
