using System.Net.Http.Headers;
using System.Text;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>A server with tokens: "secret" of spark may write, "look" of report may read.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Tokens = """
        spark write 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b
        report read 3c01eba119e00d79c82b6f65d70bc5f1044d568618bf41377e6d1432023fc2b8
        """;

    private static readonly (string, string) Spark = ("Authorization", "Bearer secret");
    private static readonly (string, string) Report = ("Authorization", "bearer look");
    private ServedLake _lake = null!;

    public async ValueTask InitializeAsync() => _lake = await ServedLake.StartAsync(Tokens);

    public ValueTask DisposeAsync() => _lake.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer other")]
    [InlineData("Bearer 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b")]
    [InlineData("Basic c3Bhcms6c2VjcmV0")]
    public async Task Whoever_bears_no_token_is_told_nothing(string? header)
    {
        foreach (var path in new[] { "v1/config", "v1/main/namespaces", "v1/main/namespaces/gold/tables/daily" })
        {
            var answer = await _lake.GetAsync(path, header is null ? [] : [("Authorization", header)]);
            (answer.Status, answer.Error).ShouldBe((401, "NotAuthorizedException"));
        }
    }

    [Fact]
    public async Task The_scope_read_reads_and_does_not_write()
    {
        (await _lake.PostAsync("v1/main/namespaces", """{"namespace":["gold"]}""", Spark)).Status.ShouldBe(200);
        (await _lake.GetAsync("v1/main/namespaces", Report)).Names.ShouldBe(["gold"]);
        foreach (var refused in new[]
        {
            await _lake.PostAsync("v1/main/namespaces", """{"namespace":["silver"]}""", Report),
            await _lake.PostAsync("v1/main/namespaces/gold/properties", """{"updates":{"a":"1"}}""", Report),
            await _lake.PostAsync("v1/main/namespaces/gold/tables", Requests.SparkCreate("daily"), Report),
            await _lake.PostAsync("v1/main/namespaces/gold/tables/daily", Requests.SetProperty("a", "1"), Report),
            await _lake.PostAsync("v1/main/transactions/commit", """{"table-changes":[]}""", Report),
            await _lake.DeleteAsync("v1/main/namespaces/gold", Report),
        })
            (refused.Status, refused.Error).ShouldBe((403, "ForbiddenException"));
        (await _lake.PostAsync("v1/main/namespaces/gold/tables", Requests.SparkCreate("daily"), Spark)).Status.ShouldBe(200);
        (await _lake.PostAsync("v1/main/namespaces/gold/tables/daily/metrics", Requests.ScanReport, Report)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task The_author_of_a_commit_is_the_name_of_the_token()
    {
        await _lake.PostAsync("v1/main/namespaces", """{"namespace":["gold"]}""", Spark);
        (await _lake.Catalog.ResolveAsync("main")).Author.ShouldBe("spark");
    }

    [Theory]
    [InlineData("grant_type=client_credentials&client_id=spark&client_secret=secret&scope=catalog")]
    [InlineData("grant_type=client_credentials&client_secret=secret")]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=secret&subject_token_type=urn:ietf:params:oauth:token-type:access_token")]
    public async Task A_client_gets_a_token_for_its_credentials_and_goes_on_with_it(string form)
    {
        var answer = await TokenAsync(form);
        answer.Status.ShouldBe(200);
        (answer.Body!["token_type"]!.GetValue<string>(), answer.Body["scope"]!.GetValue<string>()).ShouldBe(("bearer", "write"));
        (await _lake.GetAsync("v1/config", ("Authorization", $"Bearer {answer.Body["access_token"]}"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Credentials_may_stand_in_a_header()
    {
        var basic = ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("spark:secret")));
        (await TokenAsync("grant_type=client_credentials", basic)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("grant_type=client_credentials&client_id=spark&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=report&client_secret=secret", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials", 401, "invalid_client")]
    [InlineData("grant_type=password&username=a&password=b", 400, "unsupported_grant_type")]
    [InlineData("", 400, "unsupported_grant_type")]
    public async Task Wrong_credentials_get_none(string form, int status, string error)
    {
        var answer = await TokenAsync(form);
        (answer.Status, answer.Body!["error"]!.GetValue<string>()).ShouldBe((status, error));
    }

    [Fact]
    public async Task A_token_is_asked_for_by_a_form() =>
        (await _lake.PostAsync("v1/oauth/tokens", "{}")).Body!["error"]!.GetValue<string>().ShouldBe("invalid_request");

    private Task<Answer> TokenAsync(string form, params (string, string)[] headers) => _lake.SendAsync(
        HttpMethod.Post, "v1/oauth/tokens", new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")), headers);
}
