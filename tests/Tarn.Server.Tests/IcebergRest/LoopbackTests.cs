namespace Tarn.Server.Tests.IcebergRest;

/// <summary>A server without tokens answers programs on its machine, and no web page of another site.</summary>
public sealed class LoopbackTests : ServedLakeTests
{
    [Theory]
    [InlineData("Host", "localhost:8181", 200)]
    [InlineData("Host", "127.0.0.1", 200)]
    [InlineData("Host", "[::1]:8181", 200)]
    [InlineData("Host", "evil.example:8181", 403)]
    [InlineData("Origin", "http://localhost:3000", 200)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    public async Task A_foreign_name_or_origin_is_refused(string header, string value, int status)
    {
        var answer = await Lake.GetAsync("v1/config", (header, value));
        answer.Status.ShouldBe(status);
        if (status == 403)
            answer.Error.ShouldBe("ForbiddenException");
    }

    [Fact]
    public async Task There_are_no_tokens_to_get()
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_secret", "x")]);
        var answer = await Lake.SendAsync(HttpMethod.Post, "v1/oauth/tokens", form);
        (answer.Status, answer.Body!["error"]!.GetValue<string>()).ShouldBe((400, "invalid_request"));
    }
}
