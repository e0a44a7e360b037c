using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_readers_lease_is_known_to_all_is_renewed_and_leaves_nothing_when_it_ends()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var lease = await _catalog.TakeReaderLeaseAsync(_catalog.NewReaderLease(commit, "host/1/2"));
        (await (await LakeCatalog.OpenAsync(Store, Ids(2))).ReaderLeasesAsync(removesEnded: true)).ShouldBe([lease]);
        (lease.Commit, lease.Holder, lease.Until).ShouldBe((commit.Id, "host/1/2", _time.GetUtcNow() + LakeCatalog.ReaderLeaseDuration));
        _time.Advance(TimeSpan.FromMinutes(10));
        var renewed = (await _catalog.RenewReaderLeaseAsync(lease)).ShouldNotBeNull();
        renewed.ShouldBe(lease with { Until = lease.Until + TimeSpan.FromMinutes(10) });
        _time.Advance(TimeSpan.FromMinutes(10));
        (await _catalog.ReaderLeasesAsync(removesEnded: true)).ShouldBe([renewed]);
        await _catalog.EndReaderLeaseAsync(renewed);
        await _catalog.EndReaderLeaseAsync(renewed);
        (await _catalog.ReaderLeasesAsync(removesEnded: false)).ShouldBeEmpty();
        (await Store.ListAsync("refs/reader/").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_lease_of_a_reader_that_was_killed_runs_out_by_itself_and_is_taken_away()
    {
        var lease = await _catalog.TakeReaderLeaseAsync(_catalog.NewReaderLease(await _catalog.ResolveAsync("main"), "host/1/2"));
        _time.Advance(LakeCatalog.ReaderLeaseDuration);
        (await _catalog.ReaderLeasesAsync(removesEnded: false)).ShouldBeEmpty();
        (await Store.ListAsync("refs/reader/").CountAsync()).ShouldBe(1);
        (await _catalog.ReaderLeasesAsync(removesEnded: true)).ShouldBeEmpty();
        (await Store.ListAsync("refs/reader/").CountAsync()).ShouldBe(0);
        (await _catalog.RenewReaderLeaseAsync(lease)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lease_that_is_renewed_late_counts_again_unless_what_it_was_for_has_expired()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var lease = await _catalog.TakeReaderLeaseAsync(_catalog.NewReaderLease(commit, "host/1/2"));
        _time.Advance(TimeSpan.FromHours(1));
        lease = (await _catalog.RenewReaderLeaseAsync(lease)).ShouldNotBeNull();
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("2"));
        _time.Advance(TimeSpan.FromHours(1));
        await _catalog.AdvanceHorizonAsync(_time.GetUtcNow());
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.RenewReaderLeaseAsync(lease))).Code.ShouldBe("catalog.expired");
        (await _catalog.ReaderLeasesAsync(removesEnded: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_lease_is_had_for_a_commit_that_expired()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("2"));
        _time.Advance(TimeSpan.FromHours(1));
        await _catalog.AdvanceHorizonAsync(_time.GetUtcNow());
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.TakeReaderLeaseAsync(_catalog.NewReaderLease(commit, "host/1/2")))).Code.ShouldBe("catalog.expired");
        (await _catalog.ReaderLeasesAsync(removesEnded: false)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_at_any_operation_leaves_a_reader_with_its_lease_or_none(bool answerIsLost)
    {
        var commit = await _catalog.ResolveAsync("main");
        for (var failing = 1; failing <= 12; failing++)
        {
            var store = new FaultyObjectStore(Store, (number, key) => number == failing && key.StartsWith("refs/reader/", StringComparison.Ordinal) ? answerIsLost ? Fault.After : Fault.Before : Fault.None);
            var reader = await LakeCatalog.OpenAsync(store, Ids(100 + failing));
            var lease = await reader.TakeReaderLeaseAsync(reader.NewReaderLease(commit, "host/1/2"));
            lease = (await reader.RenewReaderLeaseAsync(lease)).ShouldNotBeNull();
            (await _catalog.ReaderLeasesAsync(removesEnded: false)).ShouldBe([lease], $"operation {failing}");
            await _catalog.EndReaderLeaseAsync(lease);
        }
    }

    [Fact]
    public async Task Where_a_branch_was_at_a_time_does_not_change_when_it_is_put_forward_to_what_was_there_before()
    {
        var first = (await HourlyAsync(1))[0];
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.b", Table("1"));
        _time.Advance(TimeSpan.FromHours(1));
        await _catalog.PutAsync(Dev, "bronze.b", Table("2"));
        _time.Advance(TimeSpan.FromDays(1));
        (await _catalog.MergeAsync(Dev, BranchName.Main, Options("merged"))).ShouldBeOfType<MergeResult.FastForwarded>();
        _time.Advance(TimeSpan.FromHours(1));
        var now = $"main@{_time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var then = $"main@{_time.GetUtcNow() - TimeSpan.FromHours(2):yyyy-MM-dd'T'HH:mm:ss'Z'}";
        (await IdAsync(then)).ShouldBe(first.Id);
        (await IdAsync(now)).ShouldBe(await IdAsync("dev/anna"));
        (await (await LakeCatalog.OpenAsync(Store, Ids(9))).ResolveAsync(then)).Id.ShouldBe(first.Id);
        (await IdAsync($"dev/anna@{_time.GetUtcNow() - TimeSpan.FromHours(2):yyyy-MM-dd'T'HH:mm:ss'Z'}")).ShouldBe(await IdAsync("dev/anna"));
    }

    [Fact]
    public async Task A_branch_that_was_put_forward_too_often_to_remember_gets_merge_commits()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        MergeResult last = new MergeResult.UpToDate(await _catalog.ResolveAsync("main"));
        for (var count = 0; count < 51; count++)
        {
            await _catalog.PutAsync(Dev, "bronze.a", Table($"{count}"));
            last = await _catalog.MergeAsync(Dev, BranchName.Main, Options("merged"));
            last.ShouldBeOfType(count < 50 ? typeof(MergeResult.FastForwarded) : typeof(MergeResult.Merged));
        }
        (await _catalog.NamedCommitsAsync(_time.GetUtcNow() - TimeSpan.FromDays(1))).Count(named => named.Name == BranchName.Main).ShouldBe(51);
        (await _catalog.EntryAsync("main", "bronze.a")).ShouldBe(Table("50"));
    }
}
