namespace Tarn.Server.Tests.IcebergRest;

/// <summary>64 clients at once: nothing lost, nothing doubled.</summary>
public sealed class ManyClientsTests : ServedLakeTests
{
    private const int Clients = 64;
    private const string Tables = "v1/main/namespaces/gold/tables";

    [Fact]
    public async Task All_on_one_table_each_gets_its_append_in_by_trying_again()
    {
        await MakeNamespaceAsync("gold");
        var before = (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"))).Body;
        var start = (await Lake.Catalog.FindBranchAsync(BranchName.Main))!.Commit;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => AppendUntilDoneAsync(100 + i)));
        before.ShouldNotBeNull();
        var table = await Lake.GetAsync($"{Tables}/daily");
        table.Metadata["snapshots"]!.AsArray().Select(one => one!["snapshot-id"]!.GetValue<long>()).Order().ShouldBe(Enumerable.Range(0, Clients).Select(i => 100L + i));
        table.Metadata["last-sequence-number"]!.GetValue<long>().ShouldBe(Clients);
        (await CommitsSinceAsync(start)).Count.ShouldBe(Clients);
    }

    [Fact]
    public async Task Two_servers_of_one_lake_lose_nothing_of_each_other()
    {
        await MakeNamespaceAsync("gold");
        await using var another = await Lake.AnotherAsync();
        var start = (await Lake.Catalog.FindBranchAsync(BranchName.Main))!.Commit;
        var made = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => (i % 2 == 0 ? Lake : another).PostAsync(Tables, Requests.PyIcebergCreate($"t{i}"))));
        made.ShouldAllBe(answer => answer.Status == 200);
        (await CommitsSinceAsync(start)).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Clients).Select(i => $"create table gold.t{i}").Order(StringComparer.Ordinal));
        (await another.GetAsync(Tables)).Names.Count.ShouldBe(Clients);
    }

    [Fact]
    public async Task Changes_that_require_nothing_all_get_in_without_trying_again()
    {
        await MakeNamespaceAsync("gold");
        await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"));
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => Lake.PostAsync($"{Tables}/daily", Requests.SetProperty($"p{i}", "1"))));
        answers.ShouldAllBe(answer => answer.Status == 200);
        (await Lake.GetAsync($"{Tables}/daily")).Metadata["properties"]!.AsObject().Count.ShouldBe(Clients);
    }

    /// <summary>What every client does on a 409: it reads the table again and makes its commit anew.</summary>
    private async Task AppendUntilDoneAsync(long snapshot)
    {
        for (; ; )
        {
            var answer = await Lake.PostAsync($"{Tables}/daily", Requests.Append(await Lake.GetAsync($"{Tables}/daily"), snapshot));
            if (answer.Status == 200)
                return;
            (answer.Status, answer.Error).ShouldBe((409, "CommitFailedException"), answer.Message);
        }
    }

    private async Task<IReadOnlyList<string>> CommitsSinceAsync(string commit) =>
        await Lake.Catalog.LogAsync("main").TakeWhile(one => one.Id != commit).Select(one => one.Message).ToListAsync();
}
