using Tarn.Core.Tests.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>A store that stops answering, and a client that does what the answers tell it.</summary>
public sealed class StoreFailureTests : IAsyncLifetime
{
    private static readonly (string, string) Key = ("Idempotency-Key", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
    private ServedLake _lake = null!;
    private Func<string, Fault> _fault = _ => Fault.None;

    public async ValueTask InitializeAsync() => _lake = await ServedLake.StartAsync(wrap: store => new FaultyObjectStore(store, (_, key) => _fault(key)));

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    [Fact]
    public async Task A_store_that_does_not_answer_is_unavailable_and_may_be_asked_again()
    {
        _fault = _ => Fault.Before;
        using var response = await _lake.Client.GetAsync("v1/main/namespaces", TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(503);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        _lake.Logged.ShouldHaveSingleItem().ShouldContain("503");
        _fault = _ => Fault.None;
        (await _lake.GetAsync("v1/main/namespaces")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_commit_whose_outcome_is_not_known_is_said_to_be_so_and_happens_once_when_sent_again()
    {
        var (isSaved, isMoved) = (false, false);
        _fault = key =>
        {
            // The commit is made durable, then the branch is moved; the answer to that is lost, and all after it.
            isSaved |= key.StartsWith("commits/", StringComparison.Ordinal) && !File.Exists(Path.Join(_lake.Folder, key));
            if (!isSaved || !key.StartsWith("refs/branch/", StringComparison.Ordinal))
                return Fault.None;
            var fault = isMoved ? Fault.Before : Fault.After;
            isMoved = true;
            return fault;
        };
        var unknown = await _lake.PostAsync("v1/main/namespaces", """{"namespace":["gold"]}""", Key);
        (unknown.Status, unknown.Error).ShouldBe((500, "CommitStateUnknownException"), unknown.Message);
        _fault = _ => Fault.None;
        (await _lake.PostAsync("v1/main/namespaces", """{"namespace":["gold"]}""", Key)).Status.ShouldBe(200);
        (await _lake.Catalog.LogAsync("main").CountAsync(commit => commit.Message == "create namespace gold")).ShouldBe(1);
    }
}
