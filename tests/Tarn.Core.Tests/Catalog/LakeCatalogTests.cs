using System.Text;
using Tarn.Catalog;
using Tarn.Storage;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

/// <summary>What the catalog promises on every store. Chapters follow those of LakeCatalog.</summary>
public abstract partial class LakeCatalogTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private LakeCatalog _catalog = null!;

    protected abstract IObjectStore Store { get; }

    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync() => _catalog = await LakeCatalog.InitializeAsync(Store, Ids(1), None);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_lake_has_an_empty_main()
    {
        var branch = (await _catalog.ListBranchesAsync()).ShouldHaveSingleItem();
        (branch.Name, branch.State).ShouldBe((BranchName.Main, BranchState.Open));
        (await (await _catalog.TreeAtAsync("main")).ListAsync().ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lake_is_opened_with_what_was_committed()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var opened = await LakeCatalog.OpenAsync(Store, Ids(2));
        opened.LakeId.ShouldBe(_catalog.LakeId);
        (await opened.EntryAsync("main", "bronze.a")).ShouldBe(Table("1"));
    }

    [Fact]
    public async Task Initialising_again_changes_nothing()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var again = await LakeCatalog.InitializeAsync(Store, Ids(3));
        again.LakeId.ShouldBe(_catalog.LakeId);
        (await again.EntryAsync("main", "bronze.a")).ShouldBe(Table("1"));
    }

    [Fact]
    public async Task Many_that_initialise_at_once_end_with_one_lake()
    {
        foreach (var entry in await Store.ListAsync("").ToListAsync())
            await Store.DeleteAsync(entry.Key);
        var catalogs = await Task.WhenAll(Enumerable.Range(10, 6).Select(seed => Task.Run(() => LakeCatalog.InitializeAsync(Store, Ids(seed)))));
        catalogs.Select(catalog => catalog.LakeId).Distinct().Count().ShouldBe(1);
        var heads = await Task.WhenAll(catalogs.Select(catalog => catalog.ResolveAsync("main")));
        heads.Select(head => head.Id).Distinct().Count().ShouldBe(1);
        (await Store.ListAsync("staging/").ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_is_no_lake_it_says_how_to_make_one()
    {
        await Store.DeleteAsync("lake.json");
        var problem = await ProblemAsync(FailureKind.Invalid, () => LakeCatalog.OpenAsync(Store, Ids(2)));
        (problem.Code, problem.Where).ShouldBe(("lake.missing", Store.Location));
    }

    [Theory]
    [InlineData(3, "newer tarn")]
    [InlineData(1, "new lake")]
    public async Task A_lake_of_another_format_is_not_opened(int format, string next)
    {
        await Store.DeleteAsync("lake.json");
        await Store.CreateAsync("lake.json", Encoding.UTF8.GetBytes($$"""{"format":{{format}},"id":"x","created_at":"2026-01-01T00:00:00Z"}"""));
        var problem = await ProblemAsync(FailureKind.Invalid, () => LakeCatalog.OpenAsync(Store, Ids(2)));
        problem.Code.ShouldBe("lake.format");
        problem.Next.ShouldNotBeNull().ShouldContain(next);
    }

    [Theory]
    [InlineData("commits/")]
    [InlineData("trees/")]
    [InlineData("refs/branch/main/")]
    [InlineData("lake.json")]
    public async Task A_damaged_object_is_told_by_its_place(string prefix)
    {
        await FillAsync();
        foreach (var entry in await Store.ListAsync(prefix).ToListAsync())
        {
            var whole = await Store.ReadAsync(entry.Key);
            await Store.DeleteAsync(entry.Key);
            await Store.CreateAsync(entry.Key, whole.AsMemory(0, whole.Length / 2));
        }
        var problem = await ProblemAsync(FailureKind.Corrupt, async () => await (await LakeCatalog.OpenAsync(Store, Ids(2))).EntryAsync("main", "bronze.t1"));
        problem.Code.ShouldBe("catalog.corrupt");
        problem.Where.ShouldNotBeNull().ShouldStartWith($"{Store.Location}/{prefix}");
    }

    [Fact]
    public async Task A_byte_that_changed_is_told_and_never_read_as_something_else()
    {
        await FillAsync();
        await _catalog.CreateTagAsync(BranchName.Parse("v1"), "main");
        var objects = await Store.ListAsync("").ToListAsync();
        foreach (var (key, whole) in objects.Select(o => (o.Key, Store.ReadAsync(o.Key).Result)))
        {
            foreach (var at in Enumerable.Range(0, whole.Length).Where(at => at % Math.Max(1, whole.Length / 60) == 0 || whole.Length - at < 50))
            {
                var flipped = whole.ToArray();
                flipped[at] ^= (byte)(1 << (at % 8));
                await ReplaceAsync(key, flipped);
                await ShouldBeToldOrUnreadAsync();
            }
            await ReplaceAsync(key, whole);
        }
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_missing_object_is_told_by_its_place()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        await Store.DeleteAsync($"commits/{commit.Id}.json");
        var problem = await ProblemAsync(FailureKind.Corrupt, async () => await (await LakeCatalog.OpenAsync(Store, Ids(2))).ResolveAsync("main"));
        (problem.Code, problem.Where).ShouldBe(("catalog.missing-object", $"{Store.Location}/commits/{commit.Id}.json"));
    }

    [Fact]
    public async Task Fields_of_a_later_version_are_passed_over()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        var key = $"commits/{commit.Id}.json";
        var text = Encoding.UTF8.GetString(await Store.ReadAsync(key));
        var body = text[..text.LastIndexOf(",\"sum\"", StringComparison.Ordinal)] + "}";
        await ReplaceAsync(key, ObjectSum.AddTo(Encoding.UTF8.GetBytes(body.Insert(1, "\"signature\":{\"by\":\"anna\"},"))));
        (await (await LakeCatalog.OpenAsync(Store, Ids(2))).ResolveAsync("main")).Message.ShouldBe("put bronze.a");
    }

    /// <summary>So many tables that nodes are written, and one more commit over them.</summary>
    private async Task FillAsync()
    {
        await _catalog.CommitAsync(Request(BranchName.Main, "many", [.. Enumerable.Range(0, StoredTree.ChangesMax + 1).Select(i => new TableWrite(Name($"bronze.t{i}"), null, Table("1")))]));
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
    }

    private async Task ReplaceAsync(string key, byte[] content)
    {
        await Store.DeleteAsync(key);
        await Store.CreateAsync(key, content);
    }

    private async Task ShouldBeWholeAsync()
    {
        var catalog = await LakeCatalog.OpenAsync(Store, Ids(2));
        (await catalog.EntryAsync("v1", "bronze.a")).ShouldBe(Table("1"));
        (await catalog.EntryAsync("main", "bronze.t1")).ShouldBe(Table("1"));
    }

    private async Task ShouldBeToldOrUnreadAsync()
    {
        try
        {
            await ShouldBeWholeAsync();
        }
        catch (TarnException told)
        {
            told.Kind.ShouldBeOneOf(FailureKind.Corrupt, FailureKind.Invalid);
            told.Problems.ShouldAllBe(problem => problem.Code == "catalog.corrupt" || problem.Code == "lake.format");
        }
    }

    private IdSource Ids(int seed) => IdSource.Seeded(seed, _time);
}
