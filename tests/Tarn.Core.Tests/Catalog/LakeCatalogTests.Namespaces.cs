using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_namespace_is_an_entry_that_no_listing_of_tables_shows()
    {
        var catalog = _catalog;
        await MakeNamespaceAsync(catalog, BranchName.Main, "gold", ("owner", "anna"));
        await catalog.PutAsync(BranchName.Main, "silver.x", Table("1"));
        var tree = await catalog.TreeAtAsync("main");
        (await tree.ListAsync().Select(pair => pair.Table.ToString()).ToListAsync()).ShouldBe(["silver.x"]);
        (await tree.NamespacesAsync()).ShouldBe(new Dictionary<string, int> { ["gold"] = 0, ["silver"] = 1 });
        (await tree.NamespaceNamesAsync()).ShouldBe(["gold", "silver"]);
        var entry = (TableEntry.Namespace)(await tree.FindAsync(TableName.OfNamespace("gold")))!;
        (await catalog.NamespacePropertiesAsync(entry))["owner"].ShouldBe("anna");
    }

    [Fact]
    public async Task A_namespace_is_in_the_log_of_whoever_made_it()
    {
        var catalog = _catalog;
        await MakeNamespaceAsync(catalog, BranchName.Main, "accounting.tax");
        var head = await catalog.ResolveAsync("main");
        var change = (await catalog.CommitOfAsync(head.Id)).Changes.ShouldHaveSingleItem();
        (change.Table.ToString(), change.Kind).ShouldBe(("accounting.tax.*", TableChangeKind.Created));
        change.After.ShouldBeOfType<TableEntry.Namespace>();
    }

    [Fact]
    public async Task Two_branches_that_made_a_namespace_alike_merge_and_unlike_conflict()
    {
        var catalog = _catalog;
        foreach (var name in new[] { "alike", "unlike" })
            await catalog.CreateBranchAsync(BranchName.Parse(name), "main");
        await MakeNamespaceAsync(catalog, BranchName.Main, "gold", ("owner", "anna"));
        await MakeNamespaceAsync(catalog, BranchName.Parse("alike"), "gold", ("owner", "anna"));
        await MakeNamespaceAsync(catalog, BranchName.Parse("unlike"), "gold", ("owner", "ben"));
        var options = new MergeOptions { Author = "anna", Message = "merge" };
        (await catalog.MergeAsync(BranchName.Parse("alike"), BranchName.Main, options)).ShouldBeOfType<MergeResult.Merged>();
        var problem = await ProblemAsync(FailureKind.Conflict, () => catalog.MergeAsync(BranchName.Parse("unlike"), BranchName.Main, options));
        problem.What.ShouldContain("'gold.*' cannot be merged");
    }

    [Fact]
    public async Task A_key_is_found_for_as_long_as_was_promised_however_many_commits_came_after()
    {
        var catalog = _catalog;
        var first = await catalog.CommitAsync(Request(BranchName.Main, "first") with { IdempotencyKey = "first" });
        for (var i = 0; i < 120; i++)
            await catalog.CommitAsync(Request(BranchName.Main, $"{i}") with { IdempotencyKey = $"key {i}" });
        var since = first.Time - TimeSpan.FromMinutes(1);
        (await catalog.FindCommitAsync(BranchName.Main, "key 119", since))!.Message.ShouldBe("119");
        (await catalog.FindCommitAsync(BranchName.Main, "first", since))!.Id.ShouldBe(first.Id);
        await catalog.CommitAsync(Request(BranchName.Main, "last") with { IdempotencyKey = "last" });
        (await catalog.FindCommitAsync(BranchName.Main, "key 1", since))!.Message.ShouldBe("1");
        (await catalog.FindCommitAsync(BranchName.Main, "never", since)).ShouldBeNull();
        (await catalog.FindCommitAsync(BranchName.Parse("nothing"), "first", since)).ShouldBeNull();
    }

    private static async Task MakeNamespaceAsync(LakeCatalog catalog, BranchName branch, string ns, params (string Key, string Value)[] properties)
    {
        var entry = await catalog.SaveNamespaceAsync(ns, properties.ToDictionary(p => p.Key, p => p.Value));
        await catalog.CommitAsync(new CommitRequest
        {
            Branch = branch, Author = "anna", Message = $"create namespace {ns}", Changes = [new TableWrite(TableName.OfNamespace(ns), null, entry)],
        });
    }
}
