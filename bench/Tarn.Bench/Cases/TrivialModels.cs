using Tarn.Bench.Lakes;
using Tarn.Bench.Limits;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>B6: 200 models of one row, twenty chains of ten, each a table with a not_null check.</summary>
internal static class TrivialModels
{
    private const int Models = 200;
    private const int ChainLength = 10;
    private const double MillisecondsBar = 15;

    public static async Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var folder = Disk.Fresh(Path.Combine(options.Into, "b6"));
        var turn = 0;
        var pairs = await Pairs.InTurnsAsync(
            options.Pairs, () => OursAsync(Path.Combine(folder, $"{++turn}"), cancel), () => LimitAsync(Path.Combine(folder, $"{turn}-limit"), cancel), cancel);
        var check = await CheckAsync(Path.Combine(folder, $"{turn}"), cancel);
        Directory.Delete(folder, recursive: true);
        return Report(pairs, check);
    }

    /// <summary>Each turn has a folder of its own: on ext4 without a journal a file system passes over every file deleted in the last minute when it makes one.</summary>
    private static async Task<TarnRun> OursAsync(string project, CancellationToken cancel)
    {
        await WriteProjectAsync(project, cancel);
        await Disk.SyncAllAsync(cancel);
        return await TarnProgram.RunAsync(project, cancel);
    }

    private static async Task<TarnRun> LimitAsync(string bare, CancellationToken cancel)
    {
        Disk.Fresh(bare);
        await Disk.SyncAllAsync(cancel);
        var process = await ProcessRun.OfAsync(LimitVerbs.Program, [LimitVerbs.Models, bare, $"{Models}"], cancel);
        return new TarnRun(process, new Dictionary<string, double>(StringComparer.Ordinal));
    }

    private static async Task WriteProjectAsync(string project, CancellationToken cancel)
    {
        var models = Directory.CreateDirectory(Path.Combine(Disk.Fresh(project), "models")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "tarn.yml"), "name: bench\nwarehouse: lake\nmodels: { materialized: table, schema: gold }\n", cancel);
        var tests = Enumerable.Range(0, Models).Select(i => $"  - name: {Name(i)}\n    columns:\n      - name: id\n        data_tests: [not_null]\n");
        await File.WriteAllTextAsync(Path.Combine(models, "schema.yml"), $"version: 2\nmodels:\n{string.Concat(tests)}", cancel);
        for (var i = 0; i < Models; i++)
            await File.WriteAllTextAsync(Path.Combine(models, $"{Name(i)}.sql"), Sql(i), cancel);
    }

    private static string Name(int model) => $"m_{model:000}";

    private static string Sql(int model) => model % ChainLength == 0
        ? $"{{% set i = {model} %}}\nselect {{{{ i }}}} as id, 'x' as name\n"
        : $"select id + 1 as id, name from {{{{ ref('{Name(model - 1)}') }}}}\n";

    private static async Task<string> CheckAsync(string project, CancellationToken cancel)
    {
        var lake = await WrittenLake.OpenAsync(Path.Combine(project, "lake"), cancel);
        var selects = new List<string>();
        for (var i = 0; i < Models; i++)
            selects.Add($"select * from ({await lake.SqlOfAsync($"gold.{Name(i)}", cancel)})");
        var row = WrittenLake.Row($"select count(*)::bigint, sum(id)::bigint from ({string.Join("\nunion all\n", selects)})");
        if ((long)row[0]! != Models || (long)row[1]! != Models * (Models - 1) / 2)
            throw new InvalidOperationException($"b6: {Models} tables of a row each have {row[0]} rows with the sum {row[1]}.");
        return $"{Models} tables with one row each, the sum of their ids as it should be";
    }

    private static CaseReport Report(IReadOnlyList<Pair<TarnRun>> pairs, string check)
    {
        var over = new Series(pairs.Select(p => (p.Ours.Process.Seconds - p.Limit.Process.Seconds) * 1000 / Models));
        return new CaseReport
        {
            Case = "b6",
            Work = $"{Models} trivial models with a check each, {pairs.Count} pairs",
            Figures =
            [
                Figure.Of("ours, whole 'tarn run'", "s", pairs.Select(p => p.Ours.Process.Seconds)),
                Figure.Of("limit, tables and synced files", "s", pairs.Select(p => p.Limit.Process.Seconds)),
                new Figure("a model over the limit", over.Median, over.Min, over.Max, "ms"),
                Figure.Of("ratio of pairs", "x", pairs.Select(p => p.Ours.Process.Seconds / p.Limit.Process.Seconds)),
                Figure.Of("ours, cores' time", "s", pairs.Select(p => p.Ours.Process.Facts.CpuSeconds)),
                Figure.Of("limit, cores' time", "s", pairs.Select(p => p.Limit.Process.Facts.CpuSeconds)),
                Figure.Of("ours, peak memory", "MB", pairs.Select(p => p.Ours.Process.Facts.PeakBytes / 1e6)),
                Figure.Of("limit, peak memory", "MB", pairs.Select(p => p.Limit.Process.Facts.PeakBytes / 1e6)),
            ],
            Bars = [new Bar("milliseconds a model over the limit", MillisecondsBar, over.Median)],
            Checked = check,
            Notes = [StepTimes.Of(pairs.Select(p => p.Ours))],
        };
    }
}
