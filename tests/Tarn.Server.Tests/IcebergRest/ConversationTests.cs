using System.Text;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>
/// Whole conversations, as clients lead them: their headers, paths, parameters and bodies in their order, from the configuration to the drop. Every answer is held against the OpenAPI, and
/// has what the client's own parser asks for.
/// </summary>
public sealed class ConversationTests : ServedLakeTests
{
    private static readonly (string, string)[] PyIceberg =
    [
        ("User-Agent", "PyIceberg/0.10.0"), ("X-Client-Version", "PyIceberg 0.10.0"), ("X-Iceberg-Access-Delegation", "vended-credentials"), ("Accept", "*/*"), ("Accept-Encoding", "gzip, deflate"),
    ];

    private static readonly (string, string)[] Spark =
    [
        ("Accept", "application/json"), ("X-Client-Version", "Apache Iceberg 1.10.0 (commit 2114bf631e49af532d66e2ce148ee49dd1dd1f1f)"), ("X-Client-Git-Commit-Short", "2114bf6"),
        ("Accept-Encoding", "gzip, x-gzip, deflate"), ("User-Agent", "Apache-HttpClient/5.5 (Java/17.0.16)"),
    ];

    private static readonly (string, string)[] Trino = [.. Spark, ("X-Iceberg-Access-Delegation", "vended-credentials")];

    private static readonly (string, string)[] DuckDb = [("User-Agent", "duckdb/v1.4.4(linux_amd64) cpp-httplib/0.15.3"), ("X-Iceberg-Access-Delegation", "vended-credentials")];

    /// <summary><c>load_catalog</c>, <c>create_namespace_if_not_exists</c>, <c>create_table</c>, <c>append</c>, <c>rename_table</c>, <c>purge_table</c>.</summary>
    [Fact]
    public async Task PyIcebergs()
    {
        var tables = await BeginAsync(PyIceberg, "v1/config?warehouse=main");
        Said(200, await AskAsync(PyIceberg, "POST", "v1/main/namespaces", """{"namespace": ["gold"], "properties": {}}"""));
        Said(409, await AskAsync(PyIceberg, "POST", "v1/main/namespaces", """{"namespace": ["gold"], "properties": {}}"""), "AlreadyExistsException");
        (await AskAsync(PyIceberg, "GET", "v1/main/namespaces")).Names.ShouldBe(["gold"]);
        Said(404, await AskAsync(PyIceberg, "HEAD", $"{tables}/daily"));
        var made = Table(await AskAsync(PyIceberg, "POST", tables, Requests.PyIcebergCreate("daily")));
        var loaded = Table(await AskAsync(PyIceberg, "GET", $"{tables}/daily"));
        loaded.Location.ShouldBe(made.Location);
        var appended = await AskAsync(PyIceberg, "POST", $"{tables}/daily", Requests.Named(Requests.Append(loaded, 11), "gold", "daily"));
        Said(200, appended);
        (appended.Location, appended.Metadata["current-snapshot-id"]!.GetValue<long>()).ShouldBe((appended.Body!["metadata-location"]!.GetValue<string>(), 11));
        Said(409, await AskAsync(PyIceberg, "POST", $"{tables}/daily", Requests.Named(Requests.Append(loaded, 12), "gold", "daily")), "CommitFailedException");
        (await AskAsync(PyIceberg, "GET", tables)).Body!["identifiers"]![0]!.ToJsonString().ShouldBe("""{"namespace":["gold"],"name":"daily"}""");
        Said(204, await AskAsync(PyIceberg, "HEAD", "v1/main/namespaces/gold"));
        Said(204, await AskAsync(PyIceberg, "POST", "v1/main/tables/rename", """{"source": {"namespace": ["gold"], "name": "daily"}, "destination": {"namespace": ["gold"], "name": "weekly"}}"""));
        Said(204, await AskAsync(PyIceberg, "DELETE", $"{tables}/weekly?purgeRequested=True"));
        Said(404, await AskAsync(PyIceberg, "GET", $"{tables}/weekly"), "NoSuchTableException");
        Said(204, await AskAsync(PyIceberg, "DELETE", "v1/main/namespaces/gold"));
    }

    /// <summary><c>create namespace if not exists</c>, <c>create table as select</c>, <c>insert</c>, <c>select</c>, <c>drop table purge</c>.</summary>
    [Fact]
    public async Task Sparks()
    {
        var tables = await BeginAsync(Spark, "v1/config?warehouse=main");
        Said(404, await AskAsync(Spark, "HEAD", "v1/main/namespaces/gold"));
        var made = await AskAsync(Spark, "POST", "v1/main/namespaces", """{"namespace":["gold"],"properties":{"owner":"anna"}}""");
        (made.Body!["namespace"]!.ToJsonString(), made.Body["properties"]!.ToJsonString()).ShouldBe(("""["gold"]""", """{"owner":"anna"}"""));
        Said(404, await AskAsync(Spark, "GET", $"{tables}/daily?snapshots=all"), "NoSuchTableException");
        Said(404, await AskAsync(Spark, "GET", "v1/main/namespaces/gold/views/daily"), "NoSuchViewException");
        var staged = Table(await AskAsync(Spark, "POST", tables, Requests.SparkCreate("daily").Replace("\"stage-create\":false", "\"stage-create\":true", StringComparison.Ordinal)), isStaged: true);
        Said(200, await AskAsync(Spark, "POST", $"{tables}/daily", Requests.SparkStagedCommit(staged)));
        Said(204, await AskAsync(Spark, "POST", $"{tables}/daily/metrics", Requests.CommitReport));
        var loaded = Table(await AskAsync(Spark, "GET", $"{tables}/daily?snapshots=all"));
        Said(304, await AskAsync([.. Spark, ("If-None-Match", loaded.Tag!)], "GET", $"{tables}/daily?snapshots=all"));
        var key = ("Idempotency-Key", "019a8d54-2bd2-7c3a-9d0e-6f1f8f1d2c11");
        var inserted = await AskAsync([.. Spark, key], "POST", $"{tables}/daily", Requests.Append(loaded, 12));
        (await AskAsync([.. Spark, key], "POST", $"{tables}/daily", Requests.Append(loaded, 12))).Location.ShouldBe(inserted.Location);
        Said(204, await AskAsync(Spark, "POST", $"{tables}/daily/metrics", Requests.ScanReport));
        (await AskAsync(Spark, "GET", $"{tables}?pageToken=")).NextPage.ShouldBeNull("an empty token would be read as one more page");
        Said(204, await AskAsync(Spark, "DELETE", $"{tables}/daily?purgeRequested=true"));
        Said(404, await AskAsync(Spark, "DELETE", $"{tables}/daily"), "NoSuchTableException");
        Said(204, await AskAsync(Spark, "DELETE", "v1/main/namespaces/gold"));
    }

    /// <summary><c>create schema</c>, <c>create table</c>, <c>insert</c>, <c>comment on table</c>, <c>show tables</c>, <c>drop table</c>, <c>drop schema</c>.</summary>
    [Fact]
    public async Task Trinos()
    {
        var tables = await BeginAsync(Trino, "v1/config?warehouse=main");
        Said(200, await AskAsync(Trino, "POST", "v1/main/namespaces", """{"namespace":["gold"],"properties":{}}"""));
        (await AskAsync(Trino, "GET", "v1/main/namespaces?pageToken=")).Names.ShouldBe(["gold"]);
        Said(404, await AskAsync(Trino, "GET", $"{tables}/daily?snapshots=all"), "NoSuchTableException");
        Said(404, await AskAsync(Trino, "GET", "v1/main/namespaces/gold/views/daily"), "NoSuchViewException");
        (await AskAsync(Trino, "GET", "v1/main/namespaces/gold")).Body!["properties"]!.AsObject().ContainsKey("location").ShouldBeFalse("or Trino would choose the table's place");
        var staged = Table(await AskAsync(Trino, "POST", tables, Requests.TrinoCreate("daily")), isStaged: true);
        Said(200, await AskAsync(Trino, "POST", $"{tables}/daily", Requests.SparkStagedCommit(staged)));
        var loaded = Table(await AskAsync(Trino, "GET", $"{tables}/daily?snapshots=all"));
        Said(200, await AskAsync(Trino, "POST", $"{tables}/daily", Requests.Append(loaded, 12)));
        Said(200, await AskAsync(Trino, "POST", $"{tables}/daily", $$"""
            {"requirements":[{"type":"assert-table-uuid","uuid":{{loaded.Metadata["table-uuid"]!.ToJsonString()}} }],"updates":[{"action":"set-properties","updates":{"comment":"by day"} }]}
            """));
        (await AskAsync(Trino, "GET", $"{tables}?pageToken=")).Names.ShouldBe(["daily"]);
        (await AskAsync(Trino, "GET", "v1/main/namespaces/gold/views?pageToken=")).Names.ShouldBe([]);
        Said(409, await AskAsync(Trino, "DELETE", "v1/main/namespaces/gold"), "NamespaceNotEmptyException");
        Said(204, await AskAsync(Trino, "DELETE", $"{tables}/daily?purgeRequested=true"));
        Said(204, await AskAsync(Trino, "DELETE", "v1/main/namespaces/gold"));
    }

    /// <summary><c>attach</c>, <c>create schema</c>, <c>create table</c>, <c>insert</c>, <c>from</c>, <c>drop table</c>, with the extension's habit of a transaction for what changes tables.</summary>
    [Fact]
    public async Task DuckDbs()
    {
        var tables = await BeginAsync(DuckDb, "v1/config?warehouse=main");
        (await AskAsync(DuckDb, "GET", "v1/main/namespaces")).Names.ShouldBe([]);
        Said(404, await AskAsync(DuckDb, "HEAD", "v1/main/namespaces/gold"));
        Said(200, await AskAsync(DuckDb, "POST", "v1/main/namespaces", """{"namespace":["gold"],"properties":{}}"""));
        Said(404, await AskAsync(DuckDb, "HEAD", $"{tables}/daily"));
        var staged = Table(await AskAsync(DuckDb, "POST", tables, Requests.DuckDbCreate("daily")), isStaged: true);
        Said(204, await AskAsync(DuckDb, "POST", "v1/main/transactions/commit", $$"""{"table-changes":[{{Requests.DuckDbStagedCommit(staged, "gold", "daily")}}]}"""));
        Said(204, await AskAsync(DuckDb, "HEAD", $"{tables}/daily"));
        var loaded = Table(await AskAsync(DuckDb, "GET", $"{tables}/daily"));
        loaded.Metadata["table-uuid"]!.ToString().ShouldBe(staged.Metadata["table-uuid"]!.ToString());
        var insert = Requests.Named(Requests.Append(loaded, 12), "gold", "daily");
        Said(204, await AskAsync(DuckDb, "POST", "v1/main/transactions/commit", $$"""{"table-changes":[{{insert}}]}"""));
        Said(409, await AskAsync(DuckDb, "POST", "v1/main/transactions/commit", $$"""{"table-changes":[{{insert}}]}"""), "CommitFailedException");
        (await AskAsync(DuckDb, "GET", tables)).Names.ShouldBe(["daily"]);
        (Table(await AskAsync(DuckDb, "GET", $"{tables}/daily"))).Metadata["current-snapshot-id"]!.GetValue<long>().ShouldBe(12);
        Said(204, await AskAsync(DuckDb, "DELETE", $"{tables}/daily?purgeRequested=true"));
        Said(204, await AskAsync(DuckDb, "DELETE", "v1/main/namespaces/gold"));
    }

    /// <summary>The first words: every client asks which prefix it has, and looks up what it may call.</summary>
    /// <returns>The path of the namespace gold's tables.</returns>
    private async Task<string> BeginAsync((string, string)[] headers, string path)
    {
        var config = await AskAsync(headers, "GET", path);
        Said(200, config);
        config.Body!["defaults"]!.AsObject().ShouldAllBe(one => one.Value != null);
        var endpoints = config.Body["endpoints"]!.AsArray().Select(one => one!.GetValue<string>()).ToList();
        endpoints.ShouldAllBe(one => one.Split(' ', StringSplitOptions.None).Length == 2 && one.Split(' ')[1].StartsWith("/v1/", StringComparison.Ordinal));
        foreach (var needed in new[] { "HEAD /v1/{prefix}/namespaces/{namespace}", "HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}", "POST /v1/{prefix}/transactions/commit" })
            endpoints.ShouldContain(needed);
        return $"v1/{config.Body["overrides"]!["prefix"]}/namespaces/gold/tables";
    }

    private Task<Answer> AskAsync((string, string)[] headers, string method, string path, string? body = null) =>
        Lake.SendAsync(new HttpMethod(method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), headers);

    private static void Said(int status, Answer answer, string? error = null)
    {
        answer.Status.ShouldBe(status, answer.Message);
        answer.Error.ShouldBe(error);
        if (error is not null)
            (answer.Body!["error"]!["code"]!.GetValue<int>(), answer.Message.Length > 0).ShouldBe((status, true));
    }

    /// <summary>What clients read of a table before all else; one that is staged has no file yet.</summary>
    private static Answer Table(Answer answer, bool isStaged = false)
    {
        Said(200, answer);
        (answer.Body!["metadata-location"] is null).ShouldBe(isStaged);
        answer.Body["config"]!.AsObject().ShouldAllBe(one => one.Value != null);
        foreach (var part in new[] { "format-version", "table-uuid", "location", "last-sequence-number", "last-updated-ms", "last-column-id", "schemas", "current-schema-id", "partition-specs", "default-spec-id", "last-partition-id", "sort-orders", "default-sort-order-id" })
            answer.Metadata[part].ShouldNotBeNull(part);
        return answer;
    }
}
