using Tarn.Catalog;
using static Tarn.Core.Tests.Catalog.Entries;

namespace Tarn.Core.Tests.Catalog;

public abstract partial class LakeCatalogTests
{
    [Fact]
    public async Task A_reference_goes_back_by_count_and_by_time()
    {
        var commits = await HourlyAsync(5);
        (await IdAsync("main")).ShouldBe(commits[4].Id);
        (await IdAsync("main~")).ShouldBe(commits[3].Id);
        (await IdAsync("main~0")).ShouldBe(commits[4].Id);
        (await IdAsync("main~1~2")).ShouldBe(commits[1].Id);
        (await IdAsync("main@2026-06-04T12:00:00Z")).ShouldBe(commits[2].Id);
        (await IdAsync("main@2026-06-04T12:59:59.999Z")).ShouldBe(commits[2].Id);
        (await IdAsync("main@2026-06-04T15:30+03:00")).ShouldBe(commits[2].Id);
        (await IdAsync("main@2026-06-05")).ShouldBe(commits[4].Id);
        (await IdAsync("main@2026-06-04T12:30:00Z~2")).ShouldBe(commits[0].Id);
        (await IdAsync("main~1@2030-01-01")).ShouldBe(commits[3].Id);
    }

    [Fact]
    public async Task A_reference_may_be_the_beginning_of_a_commit_id()
    {
        var commit = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        (await IdAsync(commit.Id)).ShouldBe(commit.Id);
        (await IdAsync(commit.Id[..6])).ShouldBe(commit.Id);
        (await IdAsync(commit.Id[..8] + "~1")).ShouldBe(commit.Parents[0]);
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.ResolveAsync(commit.Id[..5]))).Code.ShouldBe("catalog.unknown-ref");
    }

    [Fact]
    public async Task A_beginning_of_two_commit_ids_lists_both()
    {
        foreach (var id in new[] { "abcdef" + new string('0', 26), "abcdef" + new string('1', 26) })
            await Store.CreateAsync($"commits/{id}.json", "{}"u8.ToArray());
        var problem = await ProblemAsync(FailureKind.Invalid, () => _catalog.ResolveAsync("abcdef"));
        problem.Code.ShouldBe("catalog.ambiguous-ref");
        problem.What.ShouldContain("abcdef0");
        problem.What.ShouldContain("abcdef1");
    }

    [Fact]
    public async Task An_unknown_reference_lists_names_that_are_near()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.CreateTagAsync(BranchName.Parse("v1.0"), "main");
        (await NextAsync("mian")).ShouldBe("Did you mean 'main'?");
        (await NextAsync("anna")).ShouldBe("Did you mean 'dev/anna'?");
        (await NextAsync("v1.1")).ShouldBe("Did you mean 'v1.0'?");
        (await NextAsync("quite-another")).ShouldBe("There are: dev/anna, main, v1.0.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("~1")]
    [InlineData("@2026-01-01")]
    [InlineData("main~x")]
    [InlineData("main~-1")]
    [InlineData("main@yesterday")]
    [InlineData("main@")]
    public async Task What_is_no_reference_is_told_with_examples(string text)
    {
        var problem = await ProblemAsync(FailureKind.Invalid, () => _catalog.ResolveAsync(text));
        problem.Code.ShouldBe("catalog.bad-ref");
        problem.Next.ShouldNotBeNull().ShouldContain("main~2");
    }

    [Theory]
    [InlineData("main~2")]
    [InlineData("main@2026-06-04T08:59:59Z")]
    public async Task Before_the_first_commit_there_is_nothing(string text)
    {
        await HourlyAsync(1);
        (await ProblemAsync(FailureKind.Invalid, () => _catalog.ResolveAsync(text))).Code.ShouldBe("catalog.before-history");
    }

    [Fact]
    public async Task Time_never_runs_backwards_along_a_line_even_when_a_clock_does()
    {
        var first = await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        _time.Advance(TimeSpan.FromHours(-3));
        (await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("2"))).Time.ShouldBe(first.Time);
    }

    [Fact]
    public async Task The_log_is_newest_first_along_the_line_or_with_all_that_was_merged()
    {
        await _catalog.CreateBranchAsync(Dev, "main");
        await _catalog.PutAsync(Dev, "bronze.a", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "bronze.b", Table("1"));
        await _catalog.MergeAsync(Dev, BranchName.Main, Options("merged"));
        (await _catalog.LogAsync("main").Select(commit => commit.Message).ToListAsync()).ShouldBe(["merged", "put bronze.b", "An empty lake"]);
        var all = await _catalog.LogAsync("main", firstParentOnly: false).Select(commit => commit.Message).ToListAsync();
        all.ShouldBe(["merged", "put bronze.a", "put bronze.b", "An empty lake"], ignoreOrder: true);
        (all[0], all[^1]).ShouldBe(("merged", "An empty lake"));
    }

    [Fact]
    public async Task Two_references_differ_by_tables()
    {
        await _catalog.PutAsync(BranchName.Main, "bronze.a", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "bronze.b", Table("1"));
        await _catalog.PutAsync(BranchName.Main, "bronze.a", null);
        (await _catalog.DiffAsync("main~2", "main")).ShouldBe([new(Name("bronze.a"), Table("1"), null), new(Name("bronze.b"), null, Table("1"))]);
        (await _catalog.DiffAsync("main", "main")).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<CatalogCommit>> HourlyAsync(int count)
    {
        var commits = new List<CatalogCommit>();
        for (var hour = 0; hour < count; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            commits.Add(await _catalog.PutAsync(BranchName.Main, "bronze.a", Table($"{hour}")));
        }
        return commits;
    }

    private async Task<string> IdAsync(string reference) => (await _catalog.ResolveAsync(reference)).Id;

    private async Task<string?> NextAsync(string reference) => (await ProblemAsync(FailureKind.Invalid, () => _catalog.ResolveAsync(reference))).Next;

    private static MergeOptions Options(string message) => new() { Author = "anna", Message = message };
}
