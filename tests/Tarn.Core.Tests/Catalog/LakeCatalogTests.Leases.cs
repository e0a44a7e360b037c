using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_lease_that_another_has_is_refused_with_his_name_and_its_end()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var lease = await AcquireAsync("host-a/1");
        (await _catalog.TryAcquireLeaseAsync(Dev, "host-b/2", _minute)).ShouldBe(new LeaseResult.Refused("host-a/1", lease.Until));
        lease.Until.ShouldBe(_time.GetUtcNow() + _minute);
    }

    [Fact]
    public async Task A_holder_who_paused_past_the_end_cannot_commit_after_another_took_over()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var late = await AcquireAsync("host-a/1");
        await _catalog.CommitAsync(Request(Dev, "in time") with { LeaseToken = late.Token });
        _time.Advance(_minute * 2);
        var other = await AcquireAsync("host-b/2");
        other.Token.ShouldBeGreaterThan(late.Token);

        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CommitAsync(Request(Dev, "late") with { LeaseToken = late.Token }))).Code.ShouldBe("run.lease-lost");
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.RenewLeaseAsync(Dev, late.Token, _minute))).Code.ShouldBe("run.lease-lost");
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.SealBranchAsync(Dev, late.Token))).Code.ShouldBe("run.lease-lost");
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.DeleteBranchAsync(Dev, late.Token))).Code.ShouldBe("run.lease-lost");
        await _catalog.ReleaseLeaseAsync(Dev, late.Token);
        await _catalog.CommitAsync(Request(Dev, "mine now") with { LeaseToken = other.Token });
    }

    [Fact]
    public async Task A_lease_that_is_renewed_does_not_run_out()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var lease = await AcquireAsync("host-a/1");
        for (var count = 0; count < 5; count++)
        {
            _time.Advance(_minute / 2);
            (await _catalog.RenewLeaseAsync(Dev, lease.Token, _minute)).Token.ShouldBe(lease.Token);
        }
        (await _catalog.TryAcquireLeaseAsync(Dev, "host-b/2", _minute)).ShouldBeOfType<LeaseResult.Refused>();
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_holds_while_nobody_takes_it()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var lease = await AcquireAsync("host-a/1");
        _time.Advance(_minute * 10);
        await _catalog.CommitAsync(Request(Dev, "late but alone") with { LeaseToken = lease.Token });
        (await _catalog.RenewLeaseAsync(Dev, lease.Token, _minute)).Until.ShouldBe(_time.GetUtcNow() + _minute);
    }

    [Fact]
    public async Task A_released_lease_is_free_and_its_token_is_spent()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var lease = await AcquireAsync("host-a/1");
        await _catalog.ReleaseLeaseAsync(Dev, lease.Token);
        (await ProblemAsync(FailureKind.Conflict, () => _catalog.CommitAsync(Request(Dev, "late") with { LeaseToken = lease.Token }))).Code.ShouldBe("run.lease-lost");
        (await AcquireAsync("host-b/2")).Token.ShouldBeGreaterThan(lease.Token);
    }

    [Fact]
    public async Task Of_many_that_want_a_lease_at_once_one_gets_it()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var catalogs = await Task.WhenAll(Enumerable.Range(30, 6).Select(seed => LakeCatalog.OpenAsync(Store, Ids(seed))));
        var answers = await Task.WhenAll(catalogs.Select((catalog, at) => Task.Run(() => catalog.TryAcquireLeaseAsync(Dev, $"host/{at}", _minute))));
        answers.OfType<LeaseResult.Acquired>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_heartbeat_does_not_disturb_commits()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        var lease = await AcquireAsync("host-a/1");
        var beats = Task.Run(async () =>
        {
            for (var count = 0; count < 20; count++)
                await _catalog.RenewLeaseAsync(Dev, lease.Token, _minute);
        });
        for (var count = 0; count < 20; count++)
            await _catalog.CommitAsync(Request(Dev, $"{count}") with { LeaseToken = lease.Token });
        await beats;
        (await _catalog.LogAsync("dev/anna").CountAsync()).ShouldBe(21);
    }

    private async Task<BranchLease> AcquireAsync(string holder) =>
        (await _catalog.TryAcquireLeaseAsync(Dev, holder, _minute)).ShouldBeOfType<LeaseResult.Acquired>().Lease;
}
