using Tarn.Core.Tests.Maintenance;
using Tarn.Engine;
using Tarn.Maintenance;
using Tarn.Storage.Local;
using Lake = Tarn.Lakehouse.Lakehouse;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Readers of a lake in a folder, at its branch and in its past, while upkeep writes files anew and deletes all that nobody needs.</summary>
public sealed class ReadersBesideUpkeepTests : IDisposable
{
    private const string Table = "gold.t";
    private readonly TestProject _project = TestProject.WithOrders();
    private int _reads;
    private int _refused;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task No_read_fails_and_no_answer_is_wrong_while_upkeep_deletes_all_that_it_may()
    {
        await using var lake = await _project.OpenAsync(leaseReadsAfter: TimeSpan.Zero);
        using var writer = await MaintenanceScene.OpenAsync(new LocalObjectStore(Path.Combine(_project.Root, "lake")), TimeProvider.System);
        for (var version = 1; version <= 3; version++)
            await WriteAsync(writer, version);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, LongTests.Of(4, 8)).Select(i => Task.Run(() => ReadAsync(lake, i, stop.Token))).ToList();
        var freed = 0L;
        for (var version = 4; version < 4 + LongTests.Of(12, 200); version++)
        {
            await WriteAsync(writer, version);
            freed += (await writer.MaintainAsync(new MaintenanceRequest { OlderThan = TimeSpan.Zero, IsForced = true, Compaction = new CompactionRule { MinInputFiles = 2 } })).BytesFreed;
            Task.WhenAny(readers).IsCompleted.ShouldBeFalse((await Task.WhenAny([.. readers, Task.CompletedTask])).Exception?.ToString());
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        freed.ShouldBeGreaterThan(0);
        _reads.ShouldBeGreaterThan(_refused / 20, $"{_refused} were refused");
        (await lake.Catalog.ReaderLeasesAsync(removesEnded: false)).ShouldBeEmpty();
    }

    /// <summary>A version of the table: several files, each with rows that tell the version.</summary>
    private static async Task WriteAsync(MaintenanceScene writer, int version)
    {
        await writer.AppendAsync(Table, Rows(version, 0), mode: new WriteMode.Replace());
        for (var part = 1; part <= version % 3; part++)
            await writer.AppendAsync(Table, Rows(version, part));
    }

    private static string Rows(int version, int part) => $"select {version}::integer as version, {part}::integer as part, repeat('x', 100) as text from range(500)";

    /// <summary>Reads now, or a commit of a while ago; some queries are opened and read later.</summary>
    private async Task ReadAsync(Lake lake, int reader, CancellationToken stop)
    {
        var chance = new Random(reader);
        while (!stop.IsCancellationRequested)
        {
            var at = chance.Next(3) == 0 ? "main" : $"main~{chance.Next(1, 6)}";
            try
            {
                using var result = await lake.QueryAsync($"select version, part, text from {Table}", at, CancellationToken.None);
                if (chance.Next(2) == 0)
                    await Task.Delay(chance.Next(100), CancellationToken.None);
                ShouldBeOneVersion([.. result.Rows.Select(row => (Convert.ToInt32(row[0], null), Convert.ToInt32(row[1], null)))], at);
                Interlocked.Increment(ref _reads);
            }
            catch (TarnException e) when (e.Problems[0].Code == "catalog.expired")
            {
                Interlocked.Increment(ref _refused);
            }
        }
    }

    /// <summary>Parts come one after the other, each whole.</summary>
    private static void ShouldBeOneVersion(IReadOnlyList<(int Version, int Part)> rows, string at)
    {
        rows.Select(row => row.Version).Distinct().Count().ShouldBe(1, at);
        var parts = rows.CountBy(row => row.Part).OrderBy(part => part.Key).ToList();
        parts.Select(part => part.Key).ShouldBe(Enumerable.Range(0, parts.Count), at);
        parts.ShouldAllBe(part => part.Value == 500);
    }
}
