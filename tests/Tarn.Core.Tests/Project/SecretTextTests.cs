using System.Text.Json;
using Tarn.Project;
using Tarn.Project.Loading;

namespace Tarn.Core.Tests.Project;

public sealed class SecretTextTests
{
    private const string Hidden = "hunter2";

    [Theory]
    [InlineData("{ type: bearer, token: hunter2 }")]
    [InlineData("{ type: bearer, token: \"{{ env_var('S') }}\" }")]
    [InlineData("{ type: api_key, header: X, value: hunter2 }")]
    [InlineData("{ type: basic, user: hunter2, password: \"{{ env_var('S') }}\" }")]
    [InlineData("{ type: oauth2_client_credentials, token_url: 'https://x', client_id: hunter2, client_secret: hunter2 }")]
    public void No_record_prints_or_serializes_a_secret(string auth)
    {
        using var files = ScratchProject.Named("library").With("sources/a.yml", $$$"""
            source: a
            rest:
              base_url: https://api.example
              auth: {{{auth}}}
              headers: { Authorization: "Token {{ env_var('S') }}", Accept: shown }
            resources: [{ name: r, rest: { path: /r, params: { key: "{{ env_var('S') }}" } } }]
            """);
        var project = files.Load(new ProjectLoadOptions { Environment = new Dictionary<string, string> { ["S"] = Hidden } });
        var rest = (ResourceFetch.Rest)project.Sources[0].Resources[0].Fetch;
        rest.Params[0].Value.Reveal().ShouldBe(Hidden);
        string[] told =
        [
            project.ToString(), project.Sources[0].ToString(), project.Sources[0].Resources[0].ToString(), rest.ToString(), rest.Connection.ToString(),
            rest.Connection.Auth.ToString(), string.Join(' ', rest.Params), string.Join(' ', rest.Connection.Headers), JsonSerializer.Serialize(project),
            JsonSerializer.Serialize(rest), JsonSerializer.Serialize<object>(rest.Connection.Auth), JsonSerializer.Serialize(project.Sources),
        ];
        told.ShouldAllBe(text => !text.Contains(Hidden, StringComparison.Ordinal));
        told[7].ShouldContain("shown");
        told[10].ShouldContain("***");
    }

    [Fact]
    public void Secrets_are_equal_when_they_hold_the_same()
    {
        SecretText.Secret("a").ShouldBe(SecretText.Secret("a"));
        SecretText.Secret("a").ShouldNotBe(SecretText.Secret("b"));
        SecretText.Open("a").ToString().ShouldBe("a");
    }
}
