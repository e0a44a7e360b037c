using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Tarn.Cli.Tests.Scenarios;

public sealed class ServeTests : IDisposable
{
    private const string TokenHash = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"; // of "secret"
    private readonly FreshFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_serves_the_lake_until_it_is_stopped_and_ends_with_0()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "shop");
        using var process = TarnProgram.Start(_folder.PathOf("shop"), ["serve", "--port", "0", "--json"]);
        var told = await ToldAsync(process);
        using var client = new HttpClient();
        var config = JsonNode.Parse(await client.GetStringAsync($"{told["iceberg"]}/v1/config", TestContext.Current.CancellationToken))!;
        config["overrides"]!["prefix"]!.GetValue<string>().ShouldBe("main");
        told["warehouse"]!.GetValue<string>().ShouldBe("main");
        await Signal.SendAsync(process, "TERM");
        (await TarnProgram.EndAsync(process)).ExitCode.ShouldBe(ExitCodes.Ok);
    }

    [Fact]
    public async Task What_a_client_makes_every_command_shows()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "shop");
        var shop = _folder.PathOf("shop");
        using var process = TarnProgram.Start(shop, ["serve", "--port", "0", "--json"]);
        var root = $"{(await ToldAsync(process))["iceberg"]}/v1/main/namespaces";
        await PostAsync(root, """{"namespace":["accounting","tax"],"properties":{"owner":"anna"}}""");
        await PostAsync($"{root}/accounting%1Ftax/tables", """{"name":"paid","schema":{"type":"struct","fields":[{"id":1,"name":"id","required":false,"type":"long"}]}}""");
        await PostAsync($"{root}/accounting%1Ftax/views", """
            {"name":"counted","schema":{"type":"struct","fields":[{"id":1,"name":"n","required":false,"type":"long"}]},"properties":{},"view-version":{"version-id":1,"timestamp-ms":1,"schema-id":0,
             "summary":{},"default-namespace":["accounting","tax"],"representations":[{"type":"sql","dialect":"duckdb","sql":"select count(*) + 7 as n from \"accounting.tax\".paid"}]}}
            """);
        await Signal.SendAsync(process, "TERM");
        await TarnProgram.EndAsync(process);

        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "query", "select n from \"accounting.tax\".counted", "--format", "csv")).ShouldBe("n\r\n7\r\n");
        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "query", "select count(*) as n from \"accounting.tax\".paid", "--format", "csv")).ShouldBe("n\r\n0\r\n");
        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "table", "list")).ShouldContain("accounting.tax.paid");
        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "table", "show", "accounting.tax.paid")).ShouldContain("id");
        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "log")).ShouldContain("create view accounting.tax.counted");
        var difference = JsonNode.Parse(await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "diff", "main~3", "--json"))!["changes"]!.AsArray();
        difference.Select(change => $"{change!["kind"]} {change["table"]} {change["change"]}").ShouldBe(["namespace accounting.tax.* created", "view accounting.tax.counted created", "table accounting.tax.paid created"]);
        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "show", "main~2")).ShouldContain("accounting.tax.*");
        (await TarnProgram.OutputAsync(shop, ExitCodes.Ok, "show", "main")).ShouldContain("author   reader");
    }

    [Fact]
    public async Task With_a_file_of_tokens_it_asks_for_one()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "shop");
        _folder.Write("shop/tokens.txt", $"# who may\nspark write {TokenHash}\n");
        using var process = TarnProgram.Start(_folder.PathOf("shop"), ["serve", "--port", "0", "--host", "0.0.0.0", "--tokens", "tokens.txt", "--json"]);
        var told = await ToldAsync(process);
        var address = $"{told["iceberg"]}/v1/config".Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        using var client = new HttpClient();
        (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer secret");
        (await client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Signal.SendAsync(process, "TERM");
        (await TarnProgram.EndAsync(process)).ExitCode.ShouldBe(ExitCodes.Ok);
    }

    [Theory]
    [InlineData("serve.open-host", "--host", "0.0.0.0")]
    [InlineData("serve.host", "--host", "example")]
    [InlineData("serve.tokens", "--tokens", "tarn.yml")]
    [InlineData("usage.file", "--tokens", "nothing.txt")]
    [InlineData("usage.value", "--port", "70000")]
    public async Task What_would_be_unsafe_or_senseless_is_refused_before_it_listens(string code, params string[] arguments)
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "shop");
        var result = await TarnProgram.RunAsync(_folder.PathOf("shop"), ["serve", .. arguments]);
        result.ExitCode.ShouldBe(ExitCodes.Invalid, result.Whole);
        result.Error.ShouldContain($"[{code}]");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await TarnProgram.OutputAsync(_folder.Location, ExitCodes.Ok, "init", "shop");
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var result = await TarnProgram.RunAsync(_folder.PathOf("shop"), "serve", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");
        result.ExitCode.ShouldBe(ExitCodes.Unavailable, result.Whole);
        result.Error.ShouldContain("[serve.address]");
    }

    private static async Task PostAsync(string address, string json)
    {
        using var client = new HttpClient();
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(address, body, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The object it prints before it waits.</summary>
    private static async Task<JsonNode> ToldAsync(Process process)
    {
        var lines = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.AppendLine(line);
            if (line == "}")
                break;
        }
        return JsonNode.Parse(lines.ToString())!;
    }
}
