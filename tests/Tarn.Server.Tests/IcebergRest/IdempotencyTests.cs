using Tarn.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

public sealed class IdempotencyTests : ServedLakeTests
{
    private const string Tables = "v1/main/namespaces/gold/tables";
    private static readonly (string, string) Key = ("Idempotency-Key", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F");

    [Fact]
    public async Task A_commit_that_is_sent_twice_happens_once_and_is_answered_twice()
    {
        await MakeNamespaceAsync("gold");
        var table = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"));
        var first = await Lake.PostAsync($"{Tables}/daily", Requests.Append(table, 11), Key);
        var second = await Lake.PostAsync($"{Tables}/daily", Requests.Append(table, 11), Key);
        second.Status.ShouldBe(200, second.Message);
        second.Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
        (await CommitsAsync()).Count(message => message.StartsWith("append", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Everything_that_writes_happens_once_for_a_key()
    {
        await MakeNamespaceAsync("gold");
        await TwiceAsync(200, key => Lake.PostAsync("v1/main/namespaces", """{"namespace":["silver"]}""", key));
        await TwiceAsync(200, key => Lake.PostAsync("v1/main/namespaces/silver/properties", """{"updates":{"owner":"anna"}}""", key));
        await TwiceAsync(200, key => Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"), key));
        await TwiceAsync(204, key => Lake.PostAsync("v1/main/tables/rename", """{"source":{"namespace":["gold"],"name":"daily"},"destination":{"namespace":["gold"],"name":"weekly"}}""", key));
        await TwiceAsync(204, key => Lake.PostAsync("v1/main/transactions/commit", $$"""{"table-changes":[{{Requests.Named(Requests.SetProperty("a", "1"), "gold", "weekly")}}]}""", key));
        await TwiceAsync(200, key => Lake.PostAsync($"{Tables}/weekly/unregister", "", key));
        await TwiceAsync(204, key => Lake.DeleteAsync("v1/main/namespaces/silver", key));
    }

    [Fact]
    public async Task One_request_on_many_connections_at_once_happens_once()
    {
        await MakeNamespaceAsync("gold");
        var table = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Lake.PostAsync($"{Tables}/daily", Requests.Append(table, 11), Key)));
        answers.ShouldAllBe(answer => answer.Status == 200);
        (await CommitsAsync()).Count(message => message.StartsWith("append", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_server_of_the_lake_knows_the_key_too()
    {
        await MakeNamespaceAsync("gold");
        var table = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"));
        var first = await Lake.PostAsync($"{Tables}/daily", Requests.Append(table, 11), Key);
        await using var another = await Lake.AnotherAsync();
        var second = await another.PostAsync($"{Tables}/daily", Requests.Append(table, 11), Key);
        (second.Status, second.Location).ShouldBe((200, first.Location));
        (await CommitsAsync()).Count(message => message.StartsWith("append", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_failed_is_tried_again_under_its_key()
    {
        (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"), Key)).Status.ShouldBe(404);
        await MakeNamespaceAsync("gold");
        (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"), Key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_does_nothing_and_says_so()
    {
        await MakeNamespaceAsync("gold");
        var table = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"), Key);
        var before = await CommitsAsync();
        foreach (var refused in new[]
        {
            await Lake.PostAsync(Tables, Requests.PyIcebergCreate("weekly"), Key),
            await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily", """{"owner":"anna"}"""), Key),
            await Lake.PostAsync($"{Tables}/daily", Requests.Append(table, 11), Key),
            await Lake.DeleteAsync($"{Tables}/daily", Key),
            await Lake.DeleteAsync($"{Tables}/nothing", Key),
            await Lake.PostAsync("v1/main/namespaces", """{"namespace":["silver"]}""", Key),
        })
        {
            (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
            refused.Message.ShouldContain("create table gold.daily");
        }
        (await CommitsAsync()).ShouldBe(before);
        (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"), Key)).Location.ShouldBe(table.Location);
    }

    [Fact]
    public async Task A_key_counts_on_its_branch()
    {
        await MakeNamespaceAsync("gold");
        await Lake.Catalog.CreateBranchAsync(BranchName.Parse("dev"), "main");
        (await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"), Key)).Status.ShouldBe(200);
        (await Lake.PostAsync("v1/dev/namespaces/gold/tables", Requests.PyIcebergCreate("daily"), Key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_is_a_uuid() =>
        (await Lake.PostAsync("v1/main/namespaces", """{"namespace":["gold"]}""", ("Idempotency-Key", "again"))).Error.ShouldBe("BadRequestException");

    private async Task TwiceAsync(int status, Func<(string, string), Task<Answer>> send)
    {
        var key = ("Idempotency-Key", $"{ServedLake.Ids.NextUuid():D}");
        var before = (await CommitsAsync()).Count;
        for (var time = 0; time < 2; time++)
        {
            var answer = await send(key);
            answer.Status.ShouldBe(status, answer.Message);
        }
        (await CommitsAsync()).Count.ShouldBe(before + 1);
    }

    private async Task<IReadOnlyList<string>> CommitsAsync() => await Lake.Catalog.LogAsync("main").Select(commit => commit.Message).ToListAsync();
}
