using Tarn.Bench.Lakes;
using Tarn.Bench.Limits;
using Tarn.Bench.Measure;
using Tarn.Bench.Reports;

namespace Tarn.Bench.Cases;

/// <summary>B7: appends of 1,000 rows, each a commit, by one writer and by eight at once in one process.</summary>
internal sealed record Commits(string Case, int Writers, int Tables, int CommitsEach)
{
    private const int RowsEach = 1_000;
    private const double MillisecondsBar = 25;
    private const long WriterApart = 1_000_000_000;

    public static Task<CaseReport> OneWriterAsync(BenchOptions options, CancellationToken cancel) =>
        new Commits("b7-1", 1, 1, 100).RunAsync(options, cancel);

    public static Task<CaseReport> EightToOneTableAsync(BenchOptions options, CancellationToken cancel) =>
        new Commits("b7-8x1", 8, 1, 15).RunAsync(options, cancel);

    public static Task<CaseReport> EightToEightTablesAsync(BenchOptions options, CancellationToken cancel) =>
        new Commits("b7-8x8", 8, 8, 15).RunAsync(options, cancel);

    public static Task<CaseReport> EightToHundredTablesAsync(BenchOptions options, CancellationToken cancel) =>
        new Commits("b7-8x100", 8, 100, 25).RunAsync(options, cancel);

    private async Task<CaseReport> RunAsync(BenchOptions options, CancellationToken cancel)
    {
        var ours = Path.Combine(options.Into, Case);
        var limit = Path.Combine(options.Into, $"{Case}-limit");
        var pairs = await Pairs.InTurnsAsync(options.Pairs, () => OursAsync(ours, cancel), () => LimitAsync(limit), cancel);
        Directory.Delete(ours, recursive: true);
        Directory.Delete(limit, recursive: true);
        return Report(pairs);
    }

    private async Task<CommitsRound> OursAsync(string folder, CancellationToken cancel)
    {
        var round = await WriteAsync(Disk.Fresh(folder), cancel);
        await CheckAsync(folder, cancel);
        return round;
    }

    private async Task<CommitsRound> WriteAsync(string folder, CancellationToken cancel)
    {
        using var lake = await AppendLake.MakeAsync(folder, cancel);
        for (var table = 0; table < Tables; table++)
            await lake.MakeTableAsync(TableOf(table), cancel);
        var (clock, cpu) = (Clock.Start(), Cpu());
        var written = await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => AppendAllAsync(lake, w, cancel), cancel)));
        return new CommitsRound([.. written.SelectMany(each => each)], clock.Seconds, Cpu() - cpu);
    }

    private async Task<List<AppendTimes>> AppendAllAsync(AppendLake lake, int writer, CancellationToken cancel)
    {
        var each = new List<AppendTimes>();
        for (var i = 0; i < CommitsEach; i++)
            each.Add(await lake.AppendAsync(TableOf((writer + (i * Writers)) % Tables), FirstId(writer, i), RowsEach, cancel));
        return each;
    }

    /// <summary>Every row that was committed is there once.</summary>
    private async Task CheckAsync(string folder, CancellationToken cancel)
    {
        var lake = await WrittenLake.OpenAsync(folder, cancel);
        var selects = new List<string>();
        for (var table = 0; table < Tables; table++)
            selects.Add(await lake.SqlOfAsync(TableOf(table).ToString(), cancel));
        var row = WrittenLake.Row($"select count(*)::bigint, count(distinct id)::bigint, sum(id)::varchar from ({string.Join("\nunion all\n", selects)}) as rows");
        var expected = (long)Writers * CommitsEach * RowsEach;
        if ((long)row[0]! != expected || (long)row[1]! != expected || (string)row[2]! != $"{SumOfIds()}")
            throw new InvalidOperationException($"{Case}: {expected} rows were committed; {row[0]} are there, {row[1]} of them different.");
    }

    private Int128 SumOfIds() =>
        Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, CommitsEach).Select(i => FirstId(w, i)))
            .Aggregate(Int128.Zero, (sum, first) => sum + ((Int128)first * RowsEach) + ((long)RowsEach * (RowsEach - 1) / 2));

    private static long FirstId(int writer, int commit) => (writer * WriterApart) + ((long)commit * RowsEach);

    private static TableName TableOf(int table) => TableName.Parse($"bronze.t_{table}");

    private async Task<CommitsRound> LimitAsync(string folder)
    {
        Disk.Fresh(folder);
        var (clock, cpu) = (Clock.Start(), Cpu());
        var each = await BareCommits.RunAsync(folder, Writers, CommitsEach);
        return new CommitsRound([.. each.Select(seconds => new AppendTimes(0, 0, seconds, 0))], clock.Seconds, Cpu() - cpu);
    }

    private CaseReport Report(IReadOnlyList<Pair<CommitsRound>> pairs)
    {
        var median = new Series(pairs.Select(p => Milliseconds(p.Ours, 0.5)));
        return new CaseReport
        {
            Case = Case,
            Work = $"{Writers} writers, {Tables} tables, {Writers * CommitsEach} commits of {RowsEach:N0} rows, {pairs.Count} pairs",
            Figures =
            [
                new Figure("ours, p50 of a commit", median.Median, median.Min, median.Max, "ms"),
                Figure.Of("limit, p50", "ms", pairs.Select(p => Milliseconds(p.Limit, 0.5))),
                Figure.Of("ratio of p50 in pairs", "x", pairs.Select(p => Milliseconds(p.Ours, 0.5) / Milliseconds(p.Limit, 0.5))),
                Figure.Of("ours, p99", "ms", pairs.Select(p => Milliseconds(p.Ours, 0.99))),
                Figure.Of("limit, p99", "ms", pairs.Select(p => Milliseconds(p.Limit, 0.99))),
                Figure.Of("ours, cores' time a commit", "ms", pairs.Select(p => p.Ours.CpuSeconds * 1000 / p.Ours.Each.Count)),
                Figure.Of("limit, cores' time", "ms", pairs.Select(p => p.Limit.CpuSeconds * 1000 / p.Limit.Each.Count)),
                Figure.Of("ours, commits a second", "/s", pairs.Select(p => p.Ours.Each.Count / p.Ours.Seconds)),
                Figure.Of("limit, commits a second", "/s", pairs.Select(p => p.Limit.Each.Count / p.Limit.Seconds)),
                Figure.Of("races lost and done again", "", pairs.Select(p => (double)p.Ours.Each.Sum(a => a.RacesLost))),
            ],
            Bars = Writers == 1 ? [new Bar("p50 in milliseconds", MillisecondsBar, median.Median)] : [],
            Checked = $"after every turn each of {(long)Writers * CommitsEach * RowsEach:N0} rows is there once: 0 lost, 0 doubled",
            Notes = CommitTimes.Of([.. pairs.Select(p => p.Ours)], CommitsEach, RowsEach),
        };
    }

    private static double Cpu() => ProcessFacts.Of(Environment.ProcessId).CpuSeconds;

    private static double Milliseconds(CommitsRound round, double part) => new Series(round.Each.Select(a => a.Total)).At(part) * 1000;
}
