using Tarn.Catalog;
using Tarn.Storage.Memory;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public sealed class ReadSessionTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualTime _time = new();
    private readonly MemoryObjectStore _store;
    private bool _isDown;

    public ReadSessionTests() => _store = new MemoryObjectStore("sessions", _time);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_session_at_a_branch_takes_its_lease_when_it_lasts_longer_than_a_minute_and_gives_it_back()
    {
        var catalog = await OpenAsync();
        await using (await catalog.OpenReadAsync("main", "host/1/2", Minute))
        {
            _time.Advance(Minute / 2);
            (await LeasesAsync(catalog)).ShouldBe(0);
            _time.Advance(Minute / 2);
            await UntilAsync(async () => await LeasesAsync(catalog) == 1);
        }
        (await _store.ListAsync("refs/reader/").CountAsync()).ShouldBe(0);
        _time.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task A_short_session_at_a_branch_writes_nothing()
    {
        var catalog = await OpenAsync();
        var writes = 0;
        var counting = new FaultyObjectStore(_store, (_, key) =>
        {
            writes += key.StartsWith("refs/reader/", StringComparison.Ordinal) ? 1 : 0;
            return Fault.None;
        });
        var reader = await LakeCatalog.OpenAsync(counting, IdSource.Seeded(2, _time));
        await (await reader.OpenReadAsync("main", "host/1/2", Minute)).DisposeAsync();
        writes.ShouldBe(0);
        (await LeasesAsync(catalog)).ShouldBe(0);
    }

    [Theory]
    [InlineData("main~1")]
    [InlineData("main@2026-06-04T09:00:00Z")]
    [InlineData("id")]
    public async Task A_session_in_the_past_has_its_lease_before_anything_is_read(string at)
    {
        var catalog = await OpenAsync();
        var reference = at == "id" ? (await catalog.ResolveAsync("main~1")).Id : at;
        await using (var session = await catalog.OpenReadAsync(reference, "host/1/2", Minute))
            (await catalog.ReaderLeasesAsync(removesEnded: false)).Single().Commit.ShouldBe(session.Commit.Id);
        (await LeasesAsync(catalog)).ShouldBe(0);
    }

    [Fact]
    public async Task A_lease_is_renewed_as_long_as_the_session_lasts()
    {
        var catalog = await OpenAsync();
        await using var session = await catalog.OpenReadAsync("main~1", "host/1/2", Minute);
        for (var minutes = 5; minutes <= 60; minutes += 5)
        {
            _time.Advance(5 * Minute);
            var until = _time.GetUtcNow() + LakeCatalog.ReaderLeaseDuration;
            await UntilAsync(async () => (await catalog.ReaderLeasesAsync(removesEnded: true)).Single().Until == until);
        }
    }

    [Fact]
    public async Task A_store_that_does_not_answer_ends_no_session_and_when_it_does_the_lease_is_there_again()
    {
        var catalog = await OpenAsync();
        var reader = await LakeCatalog.OpenAsync(new FaultyObjectStore(_store, (_, _) => _isDown ? Fault.Before : Fault.None), IdSource.Seeded(2, _time));
        await using var session = await reader.OpenReadAsync("main~1", "host/1/2", Minute);
        var first = (await catalog.ReaderLeasesAsync(removesEnded: false)).Single();
        _isDown = true;
        for (var minutes = 0; minutes < 20; minutes += 5)
        {
            _time.Advance(5 * Minute);
            await SettleAsync();
        }
        (await catalog.ReaderLeasesAsync(removesEnded: true)).ShouldBeEmpty();
        _isDown = false;
        await UntilAsync(async () =>
        {
            _time.Advance(5 * Minute);
            await SettleAsync();
            return await LeasesAsync(catalog) == 1;
        });
        var second = (await catalog.ReaderLeasesAsync(removesEnded: false)).Single();
        (second.Commit, second.Id == first.Id).ShouldBe((first.Commit, false));
    }

    [Fact]
    public async Task A_session_whose_commit_expired_while_it_slept_ends_without_a_lease()
    {
        var catalog = await OpenAsync();
        var reader = await LakeCatalog.OpenAsync(new FaultyObjectStore(_store, (_, _) => _isDown ? Fault.Before : Fault.None), IdSource.Seeded(2, _time));
        await using (var session = await reader.OpenReadAsync("main~1", "host/1/2", Minute))
        {
            _isDown = true;
            _time.Advance(TimeSpan.FromHours(1));
            await catalog.ReaderLeasesAsync(removesEnded: true);
            await catalog.AdvanceHorizonAsync(_time.GetUtcNow());
            _isDown = false;
            await SettleAsync();
            (await ProblemAsync(FailureKind.Invalid, () => session.RequireKeptAsync())).Code.ShouldBe("catalog.expired");
        }
        (await _store.ListAsync("refs/reader/").CountAsync()).ShouldBe(0);
    }

    /// <summary>A lake with two commits on main, a minute apart.</summary>
    private async Task<LakeCatalog> OpenAsync()
    {
        var catalog = await LakeCatalog.InitializeAsync(_store, IdSource.Seeded(1, _time));
        await catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        _time.Advance(Minute);
        await catalog.PutAsync(BranchName.Main, "bronze.a", Table("2"));
        return catalog;
    }

    private static async Task<int> LeasesAsync(LakeCatalog catalog) => (await catalog.ReaderLeasesAsync(removesEnded: false)).Count;

    /// <summary>Lets work in the background, and its pauses between tries, come to their ends.</summary>
    private async Task SettleAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromMilliseconds(200));
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            tries.ShouldBeLessThan(1000);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
