using Tarn.Catalog;
using Tarn.Storage.Memory;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Lakehouse;

public sealed class PublishRaceTests
{
    private static readonly BranchName Run = BranchName.Parse("run/20260604-091400-3f9a1c");

    [Fact]
    public async Task A_branch_that_moved_after_its_audit_is_not_published()
    {
        using var store = new MemoryObjectStore("publish");
        var (catalog, audited) = await AuditedAsync(store, 1);
        await catalog.PutAsync(Run, "gold.late", Table("late"));
        var head = (await catalog.ResolveAsync("main")).Id;
        (await ProblemAsync(FailureKind.Conflict, () => PublishAsync(catalog, audited))).Code.ShouldBe("merge.source-moved");
        (await catalog.ResolveAsync("main")).Id.ShouldBe(head);
    }

    [Fact]
    public async Task Of_a_publish_and_a_rival_commit_in_a_race_main_gets_what_was_audited_or_nothing()
    {
        var (merged, refused) = (0, 0);
        for (var race = 0; race < 100; race++)
        {
            using var store = new MemoryObjectStore($"publish-{race}");
            var (catalog, audited) = await AuditedAsync(store, race);
            var rival = await LakeCatalog.OpenAsync(store, IdSource.Seeded(1000 + race, TimeProvider.System));
            using var start = new Barrier(2);
            var late = Task.Run(() => AtOnceAsync(start, race % 7, () => rival.PutAsync(Run, "gold.late", Table("late"))));
            var publish = Task.Run(() => AtOnceAsync(start, 0, () => PublishAsync(catalog, audited)));
            var failure = await Record.ExceptionAsync(() => publish);
            await late;
            (await rival.EntryAsync("main", "gold.late")).ShouldBeNull();
            (await rival.EntryAsync("main", "gold.audited")).ShouldBe(failure is null ? Table("audited") : null);
            if (failure is null)
                merged++;
            else
                refused += ((TarnException)failure).Problems.Single().Code is "merge.source-moved" ? 1 : 0;
        }
        (merged + refused).ShouldBe(100);
    }

    private static async Task<(LakeCatalog Catalog, string Audited)> AuditedAsync(MemoryObjectStore store, int seed)
    {
        var catalog = await LakeCatalog.InitializeAsync(store, IdSource.Seeded(seed, TimeProvider.System));
        await catalog.CreateBranchAsync(Run, "main");
        return (catalog, (await catalog.PutAsync(Run, "gold.audited", Table("audited"))).Id);
    }

    private static async Task AtOnceAsync(Barrier start, int yields, Func<Task> action)
    {
        start.SignalAndWait();
        for (var i = 0; i < yields; i++)
            await Task.Yield();
        await action();
    }

    private static Task PublishAsync(LakeCatalog catalog, string audited) => catalog.MergeAsync(
        Run, BranchName.Main, new MergeOptions { Author = "anna", Message = "Publish", NoFastForward = true, ExpectedSource = audited });
}
