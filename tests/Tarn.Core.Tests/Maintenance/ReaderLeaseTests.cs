using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Core.Tests.Lakehouse;
using Tarn.Engine;
using Tarn.Maintenance;
using Tarn.Storage;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Maintenance;

/// <summary>Upkeep that lets everything expire at once, beside readers and reverts of what expires.</summary>
public sealed class ReaderLeaseTests
{
    private const string Table = "gold.daily";

    /// <summary>Lets commits expire, and no snapshots of the table, whose commit would be another change of it.</summary>
    private static MaintenanceRequest OnlyCommits => Forced with { Steps = [MaintenanceStep.Expire], Tables = TableFilter.Parse(["gold.other"]) };

    private static MaintenanceRequest Forced => new() { OlderThan = TimeSpan.Zero, IsForced = true };

    [Fact]
    public async Task Upkeep_goes_around_what_is_read_tells_so_and_frees_it_when_the_reader_is_done()
    {
        using var lake = await OldLake.OpenAsync(1);
        var catalog = lake.Scene.Catalog;
        var lease = await catalog.TakeReaderLeaseAsync(catalog.NewReaderLease(lake.Old, "host/1/2"));
        (await lake.Scene.MaintainAsync(Forced with { IsDryRun = true })).Readers.ShouldBe(1);
        (await lake.Scene.MaintainAsync(Forced)).Readers.ShouldBe(1);
        await lake.ShouldHoldAsync("while it is read");
        await catalog.EndReaderLeaseAsync(lease);
        var after = await lake.Scene.MaintainAsync(Forced);
        after.Readers.ShouldBe(0);
        after.Expired!.Files.ShouldNotBeEmpty();
        (await lake.IsWholeAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_killed_reader_read_is_freed_a_quarter_of_an_hour_later()
    {
        using var lake = await OldLake.OpenAsync(2);
        await lake.Scene.Catalog.TakeReaderLeaseAsync(lake.Scene.Catalog.NewReaderLease(lake.Old, "host/1/2"));
        lake.Time.Advance(TimeSpan.FromMinutes(14));
        (await lake.Scene.MaintainAsync(Forced)).Readers.ShouldBe(1);
        await lake.ShouldHoldAsync("while it may live");
        lake.Time.Advance(TimeSpan.FromMinutes(1));
        (await lake.Scene.MaintainAsync(Forced)).Readers.ShouldBe(0);
        (await lake.IsWholeAsync()).ShouldBeFalse();
        (await lake.Store.ListAsync("refs/reader/").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_commit_of_a_branch_that_is_deleted_while_it_is_read_stays()
    {
        using var lake = await OldLake.OpenAsync(3);
        var dev = BranchName.Parse("dev");
        await lake.Scene.Catalog.CreateBranchAsync(dev, "main");
        await lake.Scene.AppendAsync(Table, "select 3 as id", branch: "dev");
        var entry = (await lake.Scene.FindAsync(Table, "dev"))!;
        await using var session = await lake.Scene.Catalog.OpenReadAsync("dev", "host/1/2", TimeSpan.Zero);
        await lake.Scene.Catalog.DeleteBranchAsync(dev);
        for (var i = 0; i < 3; i++)
        {
            lake.Time.Advance(TimeSpan.FromMinutes(4));
            await session.RequireKeptAsync();
            (await lake.Scene.MaintainAsync(Forced)).Readers.ShouldBe(1);
        }
        (await lake.RowsAsync(entry)).ShouldBe(["2", "3"]);
    }

    [Fact]
    public async Task Whenever_a_reader_comes_while_upkeep_is_at_work_it_is_refused_or_finds_all_it_reads()
    {
        var (operations, refused, read) = (1, 0, 0);
        for (var point = 1; point <= operations; point += LongTests.Of(5, 1))
        {
            using var lake = await OldLake.OpenAsync(point);
            ReadSession? session = null;
            var store = new FaultyObjectStore(lake.Store, (number, _) =>
            {
                if (number == point)
                    session = Task.Run(() => OpenedAsync(lake.Scene.Catalog, lake.Old.Id)).GetAwaiter().GetResult();
                return Fault.None;
            });
            using (var upkeep = await lake.Scene.BesideAsync(store, 1000 + point))
                await upkeep.MaintainAsync(Forced);
            operations = store.Operations;
            if (session is null)
                refused++;
            else
                read += await lake.ShouldHoldAsync($"came at operation {point} of {operations}");
            await EndAsync(session);
        }
        Math.Min(refused, read).ShouldBeGreaterThan(0, $"{refused} refused, {read} read");
    }

    [Fact]
    public async Task Whenever_upkeep_comes_while_a_reader_takes_its_lease_the_reader_is_refused_or_finds_all_it_reads()
    {
        var (operations, refused, read) = (1, 0, 0);
        for (var point = 1; point <= operations; point++)
        {
            using var lake = await OldLake.OpenAsync(point);
            var store = new FaultyObjectStore(lake.Store, (number, _) =>
            {
                if (number == point)
                    Task.Run(() => lake.Scene.MaintainAsync(Forced)).GetAwaiter().GetResult();
                return Fault.None;
            });
            using var reader = await lake.Scene.BesideAsync(store, 1000 + point);
            var session = await OpenedAsync(reader.Catalog, lake.Old.Id);
            operations = store.Operations;
            if (session is null)
                refused++;
            else
                read += await lake.ShouldHoldAsync($"upkeep came at operation {point} of {operations}");
            await EndAsync(session);
        }
        Math.Min(refused, read).ShouldBeGreaterThan(0, $"{refused} refused, {read} read");
    }

    [Fact]
    public async Task What_a_revert_brings_back_stays_when_it_expires_while_the_revert_is_made()
    {
        using var lake = await OldLake.OpenAsync(4);
        var request = await RevertAsync(lake);
        using var reverter = await lake.Scene.BesideAsync(lake.AtFirstCommit(() => lake.Scene.MaintainAsync(OnlyCommits)), 5);
        await reverter.Catalog.RevertAsync(request);
        (await lake.RowsAsync((await lake.Scene.FindAsync(Table))!)).ShouldBe(["1"]);
        lake.Time.Advance(TimeSpan.FromHours(1));
        await lake.Scene.MaintainAsync(Forced);
        (await lake.RowsAsync((await lake.Scene.FindAsync(Table))!)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task A_revert_that_slept_until_what_it_brings_back_was_gone_is_taken_back()
    {
        using var lake = await OldLake.OpenAsync(6);
        var isDown = false;
        var sleeping = new FaultyObjectStore(
            lake.AtFirstCommit(async () =>
            {
                isDown = true;
                lake.Time.Advance(TimeSpan.FromHours(1));
                (await lake.Scene.MaintainAsync(OnlyCommits)).Expired!.Files.ShouldNotBeEmpty();
                isDown = false;
            }),
            (_, key) => isDown && key.StartsWith("refs/reader/", StringComparison.Ordinal) ? Fault.Before : Fault.None);
        var request = await RevertAsync(lake);
        using var reverter = await lake.Scene.BesideAsync(sleeping, 7);
        var reverting = Task.Run(() => reverter.Catalog.RevertAsync(request));
        while (!reverting.IsCompleted)
        {
            // Pauses between tries of a store that is down come to their ends.
            await Task.Delay(1, TestContext.Current.CancellationToken);
            lake.Time.Advance(TimeSpan.FromMilliseconds(10));
        }
        (await Entries.ProblemAsync(FailureKind.Invalid, () => reverting)).Code.ShouldBe("catalog.expired");
        (await lake.RowsAsync((await lake.Scene.FindAsync(Table))!)).ShouldBe(["2"]);
        lake.Time.Advance(TimeSpan.FromMinutes(1));
        await lake.Scene.MaintainAsync(Forced);
        (await lake.RowsAsync((await lake.Scene.FindAsync(Table))!)).ShouldBe(["2"]);
    }

    private static async Task<RevertRequest> RevertAsync(OldLake lake)
    {
        await lake.Scene.AppendAsync("gold.other", "select 1 as id");
        var replaced = await lake.Scene.Catalog.LogAsync("main").FirstAsync(commit => commit.Parents.Contains(lake.Old.Id));
        return new RevertRequest { Branch = BranchName.Main, Commits = [replaced.Id], Author = "anna", Message = "back" };
    }

    private static async Task<ReadSession?> OpenedAsync(LakeCatalog catalog, string commit)
    {
        try
        {
            return await catalog.OpenReadAsync(commit, "host/1/2", TimeSpan.FromMinutes(1));
        }
        catch (TarnException e) when (e.Problems[0].Code == "catalog.expired")
        {
            return null;
        }
    }

    private static async Task EndAsync(ReadSession? session)
    {
        if (session is not null)
            await session.DisposeAsync();
    }

    /// <summary>A lake whose table's rows were replaced an hour ago.</summary>
    private sealed class OldLake : IDisposable
    {
        private readonly MemoryObjectStore _store;
        private TableEntry.Table _entry = null!;

        private OldLake(int seed) => _store = new MemoryObjectStore($"readers-{seed}", Time);

        public ManualTime Time { get; } = new();

        public IObjectStore Store => _store;

        public MaintenanceScene Scene { get; private set; } = null!;

        public CatalogCommit Old { get; private set; } = null!;

        public static async Task<OldLake> OpenAsync(int seed)
        {
            var lake = new OldLake(seed);
            lake.Scene = await MaintenanceScene.OpenAsync(lake._store, lake.Time, seed);
            await lake.Scene.AppendAsync(Table, "select 1 as id");
            (lake.Old, lake._entry) = (await lake.Scene.Catalog.ResolveAsync("main"), (await lake.Scene.FindAsync(Table))!);
            lake.Time.Advance(TimeSpan.FromHours(1));
            await lake.Scene.AppendAsync(Table, "select 2 as id", mode: new WriteMode.Replace());
            lake.Time.Advance(TimeSpan.FromHours(1));
            return lake;
        }

        /// <summary>The store, in which something happens when the first commit of whoever uses it is about to be written.</summary>
        public IObjectStore AtFirstCommit(Func<Task> action)
        {
            var isDone = false;
            return new FaultyObjectStore(_store, (_, key) =>
            {
                if (!isDone && key.StartsWith("commits/", StringComparison.Ordinal) && _store.SizeAsync(key).Result is null)
                {
                    isDone = true;
                    Task.Run(action).GetAwaiter().GetResult();
                }
                return Fault.None;
            });
        }

        /// <summary>Fails unless the old rows are there to the last file; else 1.</summary>
        public async Task<int> ShouldHoldAsync(string at)
        {
            (await IsWholeAsync()).ShouldBeTrue(at);
            (await RowsAsync(_entry)).ShouldBe(["1"], at);
            return 1;
        }

        /// <summary>Whether all files of the old rows are there.</summary>
        public async Task<bool> IsWholeAsync()
        {
            using var reader = await Scene.BesideAsync(_store, 99);
            try
            {
                var metadata = await reader.Tables.MetadataAsync(_entry, default);
                var plan = await reader.Tables.PlanAsync(metadata, default);
                var sizes = await Task.WhenAll(plan.Files.Select(file => reader.Tables.Files.SizeAsync(file.File.Path)));
                return sizes.All(size => size is not null);
            }
            catch (ObjectNotFoundException)
            {
                return false;
            }
        }

        public async Task<IReadOnlyList<string>> RowsAsync(TableEntry.Table entry)
        {
            using var reader = await Scene.BesideAsync(_store, 98);
            return await reader.RowsAsync(entry);
        }

        public void Dispose()
        {
            Scene.Dispose();
            _store.Dispose();
        }
    }
}
