using Tarn.Catalog;
using Tarn.Core.Tests.Catalog;
using Tarn.Runs;
using Tarn.Storage.Memory;

namespace Tarn.Core.Tests.Runs;

public sealed class RunChooserTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly MemoryObjectStore _store = new("chooser");
    private readonly IdSource _ids;
    private LakeCatalog _catalog = null!;

    public RunChooserTests() => _ids = IdSource.Seeded(1, _time);

    private RunChooser Chooser => new(_catalog, _ids);

    public async ValueTask InitializeAsync() => _catalog = await LakeCatalog.InitializeAsync(_store, _ids);

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_run_that_died_before_its_first_commit_is_taken_away_when_its_lease_has_run_out()
    {
        var dead = await BranchAsync();
        await _catalog.TryAcquireLeaseAsync(dead, "elsewhere/1/1", TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(59));
        (await ChooseAsync()).Leftovers.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        var choice = await ChooseAsync();
        choice.Resumed.ShouldBeFalse();
        choice.Leftovers.ShouldHaveSingleItem().Name.ShouldBe(dead);
        (await _catalog.FindBranchAsync(dead)).ShouldNotBeNull();
        await Chooser.DropLeftoversAsync(choice, CancellationToken.None);
        (await _catalog.FindBranchAsync(dead)).ShouldBeNull();
    }

    [Fact]
    public async Task A_runner_that_has_made_its_branch_is_given_time_to_take_the_lease()
    {
        var young = await BranchAsync();
        _time.Advance(TimeSpan.FromSeconds(59));
        (await ChooseAsync()).Leftovers.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(2));
        (await ChooseAsync()).Leftovers.ShouldHaveSingleItem().Name.ShouldBe(young);
    }

    [Fact]
    public async Task A_leftover_that_somebody_took_up_meanwhile_is_left()
    {
        var branch = await BranchAsync();
        await _catalog.TryAcquireLeaseAsync(branch, "elsewhere/1/1", TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromMinutes(5));
        var choice = await ChooseAsync();
        await _catalog.TryAcquireLeaseAsync(branch, "elsewhere/2/2", TimeSpan.FromSeconds(60));
        await Chooser.DropLeftoversAsync(choice, CancellationToken.None);
        (await _catalog.FindBranchAsync(branch)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("dev/new", "There is no branch 'dev/new' to publish to.")]
    [InlineData("v1", "'v1' is a tag, and a run publishes to a branch.")]
    [InlineData("old", "Branch 'old' is sealed: it is kept for inspection and takes no run.")]
    public async Task A_target_that_cannot_be_published_to_is_told_before_anything_is_done(string target, string what)
    {
        await _catalog.CreateTagAsync(BranchName.Parse("v1"), "main");
        await _catalog.CreateBranchAsync(BranchName.Parse("old"), "main");
        await _catalog.SealBranchAsync(BranchName.Parse("old"));
        var problem = await Entries.ProblemAsync(FailureKind.Invalid, () => Chooser.ChooseAsync(new RunRequest { Target = BranchName.Parse(target) }, CancellationToken.None));
        (problem.Code, problem.What).ShouldBe(("run.target", what));
    }

    private Task<RunChoice> ChooseAsync() => Chooser.ChooseAsync(new RunRequest(), CancellationToken.None);

    private async Task<BranchName> BranchAsync()
    {
        var branch = BranchName.OfRun(RunId.New(_ids));
        await _catalog.CreateBranchAsync(branch, "main");
        return branch;
    }
}
