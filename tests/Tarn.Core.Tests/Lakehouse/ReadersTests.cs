using System.Collections.Concurrent;
using Tarn.Runs;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class ReadersTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Tables_that_must_agree_agree_for_every_reader_while_runs_publish_and_fail()
    {
        _project.WithThreeTables().WithRevision(2, (1, "ann", 10));
        await using var lake = await _project.OpenAsync();
        (await lake.RunAsync(new RunRequest())).Status.ShouldBe(RunStatus.Succeeded);
        var published = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal) { ["10|10|10"] = true };
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 8).Select(i => Task.Run(() => i % 2 == 0 ? ReadSumsAsync(lake, published, stop.Token) : ReadRowsAsync(lake, stop.Token))).ToList();
        var sum = 10;
        for (var revision = 3; revision < 3 + LongTests.Of(6, 200); revision++)
        {
            sum += revision;
            published[$"{sum}|{sum}|{sum}"] = revision % 2 == 0;
            _project.WithRevision(revision, (revision, "eve", revision));
            var report = await lake.RunAsync(new RunRequest());
            report.Status.ShouldBe(revision % 2 == 0 ? RunStatus.Succeeded : RunStatus.Failed, report.Told());
        }
        await stop.CancelAsync();
        (await Task.WhenAll(readers)).ShouldAllBe(reads => reads > 0);
    }

    [Fact]
    public async Task A_query_that_was_opened_before_a_publish_reads_the_old_rows_to_its_end()
    {
        const int Rows = 50_000;
        _project.With("models/gold/wide.sql", $"select range as n, (select max(revision) from {{{{ source('shop', 'orders') }}}}) as revision, repeat('x', 50) as text from range({Rows})");
        await using var lake = await _project.OpenAsync();
        for (var revision = 1; revision <= 1 + LongTests.Of(10, 200); revision++)
        {
            _project.WithRevision(revision, (revision, "eve", revision));
            using var published = new CancellationTokenSource();
            var readers = revision == 1 ? [] : await OpenReadersAsync(lake, LongTests.Of(4, 8), published.Token);
            (await lake.RunAsync(new RunRequest())).Status.ShouldBe(RunStatus.Succeeded);
            await published.CancelAsync();
            (await lake.NumberAsync("select max(revision) from gold.wide")).ShouldBe(revision);
            foreach (var (count, revisions) in await Task.WhenAll(readers))
                (count, string.Join(',', revisions)).ShouldBe((Rows, $"{revision - 1}"));
        }
    }

    /// <summary>Readers that have read their first row when this returns, and read on only after the publish.</summary>
    private static async Task<IReadOnlyList<Task<(int Rows, IReadOnlyCollection<long> Revisions)>>> OpenReadersAsync(Lake lake, int count, CancellationToken published)
    {
        var readers = new List<Task<(int, IReadOnlyCollection<long>)>>();
        for (var i = 0; i < count; i++)
        {
            var opened = new TaskCompletionSource();
            readers.Add(Task.Run(() => ReadSlowlyAsync(lake, opened, published), CancellationToken.None));
            await Task.WhenAny(opened.Task, readers[^1]);
        }
        return readers;
    }

    private static async Task<(int Rows, IReadOnlyCollection<long> Revisions)> ReadSlowlyAsync(Lake lake, TaskCompletionSource opened, CancellationToken published)
    {
        using var result = await lake.QueryAsync("select n, revision, text from gold.wide", "main", CancellationToken.None);
        var (rows, revisions) = (0, new SortedSet<long>());
        foreach (var row in result.Rows)
        {
            revisions.Add(Convert.ToInt64(row[1], null));
            if (++rows > 1)
                continue;
            opened.SetResult();
            await Task.Delay(Timeout.Infinite, published).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        return (rows, revisions);
    }

    private static async Task<int> ReadSumsAsync(Lake lake, ConcurrentDictionary<string, bool> published, CancellationToken stop)
    {
        var reads = 0;
        for (; !stop.IsCancellationRequested || reads == 0; reads++)
        {
            var sums = (await lake.RowsAsync(ThreeTables.Sums)).Single();
            published.GetValueOrDefault(sums).ShouldBeTrue($"Nobody published {sums}.");
        }
        return reads;
    }

    private static async Task<int> ReadRowsAsync(Lake lake, CancellationToken stop)
    {
        var reads = 0;
        for (; !stop.IsCancellationRequested || reads == 0; reads++)
        {
            var commit = (await lake.Catalog.ResolveAsync("main", CancellationToken.None)).Id;
            var rows = new List<long?>();
            foreach (var table in new[] { "gold.one", "gold.two", "gold.three", "bronze.shop_orders" })
                rows.Add((await lake.TableAsync(TableName.Parse(table), commit, CancellationToken.None)).Rows);
            rows.Distinct().Count().ShouldBe(1, $"at {commit}: {string.Join(", ", rows)}");
        }
        return reads;
    }
}
