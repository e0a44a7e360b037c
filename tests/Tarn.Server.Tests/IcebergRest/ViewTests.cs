namespace Tarn.Server.Tests.IcebergRest;

public sealed class ViewTests : ServedLakeTests
{
    private const string Views = "v1/main/namespaces/gold/views";
    private const string Spark = """{"type":"sql","sql":"select id, 1 from daily","dialect":"spark"}""";
    private const string Duck = """{"type":"sql","sql":"select id, 1 from gold.daily","dialect":"duckdb"}""";

    [Fact]
    public async Task A_view_is_made_in_several_dialects_and_told_again()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Views, Requests.SparkView("ids"));
        made.Status.ShouldBe(200, made.Message);
        Dialects(made).ShouldBe(["spark", "duckdb"]);
        made.Metadata["properties"]!.ToJsonString().ShouldBe("""{"comment":"ids"}""");
        made.Metadata["versions"]![0]!["default-catalog"]!.GetValue<string>().ShouldBe("lake");
        (await Lake.GetAsync($"{Views}/ids")).Body!.ToJsonString().ShouldBe(made.Body!.ToJsonString());
        (await Lake.HeadAsync($"{Views}/ids")).Status.ShouldBe(204);
        (await Lake.GetAsync(Views)).Names.ShouldBe(["ids"]);
        (await Lake.Catalog.ResolveAsync("main")).Message.ShouldBe("create view gold.ids");
    }

    [Fact]
    public async Task Views_and_tables_share_names_and_no_listing()
    {
        await Lake.PutTableAsync("gold.daily");
        await Lake.PostAsync(Views, Requests.SparkView("ids"));
        (await Lake.GetAsync("v1/main/namespaces/gold/tables")).Names.ShouldBe(["daily"]);
        (await Lake.PostAsync(Views, Requests.SparkView("daily"))).Error.ShouldBe("AlreadyExistsException");
        (await Lake.PostAsync("v1/main/namespaces/gold/tables", Requests.SparkCreate("ids"))).Message.ShouldBe("View gold.ids already exists");
        (await Lake.GetAsync($"{Views}/daily")).Error.ShouldBe("NoSuchViewException");
        (await Lake.GetAsync("v1/main/namespaces/gold/tables/ids")).Error.ShouldBe("NoSuchTableException");
        (await Lake.PostAsync("v1/main/namespaces/gold/tables/ids", Requests.SetProperty("a", "1"))).Error.ShouldBe("NoSuchTableException");
        (await Lake.DeleteAsync("v1/main/namespaces/gold/tables/ids")).Error.ShouldBe("NoSuchTableException");
    }

    [Fact]
    public async Task A_view_is_replaced_and_keeps_its_versions()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Views, Requests.SparkView("ids"));
        var replaced = await Lake.PostAsync($"{Views}/ids", Requests.ReplaceView(made, $"{Spark},{Duck}", column: "number"));
        replaced.Status.ShouldBe(200, replaced.Message);
        replaced.Metadata["current-version-id"]!.GetValue<int>().ShouldBe(2);
        replaced.Metadata["versions"]!.AsArray().Count.ShouldBe(2);
        replaced.Metadata["version-log"]!.AsArray().Select(entry => entry!["version-id"]!.GetValue<int>()).ShouldBe([1, 2]);
        replaced.Metadata["schemas"]!.AsArray().Count.ShouldBe(2);
        (await Lake.Catalog.ResolveAsync("main")).Message.ShouldBe("replace view gold.ids");
        (await Lake.PostAsync($"{Views}/ids", """{"updates":[{"action":"set-current-view-version","view-version-id":1}]}""")).Metadata["current-version-id"]!.GetValue<int>().ShouldBe(1);
        (await Lake.GetAsync("v1/main~1/namespaces/gold/views/ids")).Metadata["current-version-id"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Properties_change_and_the_version_stays()
    {
        await MakeNamespaceAsync("gold");
        await Lake.PostAsync(Views, Requests.SparkView("ids"));
        var changed = await Lake.PostAsync($"{Views}/ids", """
            {"updates":[{"action":"set-properties","updates":{"owner":"anna"}},{"action":"remove-properties","removals":["comment"]}]}
            """);
        (changed.Metadata["properties"]!.ToJsonString(), changed.Metadata["current-version-id"]!.GetValue<int>()).ShouldBe(("""{"owner":"anna"}""", 1));
        (await Lake.Catalog.ResolveAsync("main")).Message.ShouldBe("change view gold.ids");
    }

    [Fact]
    public async Task A_dialect_is_lost_only_when_the_view_allows_it()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Views, Requests.SparkView("ids"));
        var refused = await Lake.PostAsync($"{Views}/ids", Requests.ReplaceView(made, Spark));
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
        refused.Message.ShouldContain("duckdb");
        await Lake.PostAsync($"{Views}/ids", """{"updates":[{"action":"set-properties","updates":{"replace.drop-dialect.allowed":"true"}}]}""");
        Dialects(await Lake.PostAsync($"{Views}/ids", Requests.ReplaceView(made, Spark))).ShouldBe(["spark"]);
    }

    [Fact]
    public async Task A_replacement_of_another_view_is_refused()
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Views, Requests.SparkView("ids"));
        await Lake.DeleteAsync($"{Views}/ids");
        (await Lake.PostAsync($"{Views}/ids", Requests.ReplaceView(made, $"{Spark},{Duck}"))).Error.ShouldBe("NoSuchViewException");
        await Lake.PostAsync(Views, Requests.SparkView("ids"));
        var refused = await Lake.PostAsync($"{Views}/ids", Requests.ReplaceView(made, $"{Spark},{Duck}"));
        (refused.Status, refused.Error).ShouldBe((409, "CommitFailedException"));
    }

    [Theory]
    [InlineData("""{"updates":[{"action":"add-snapshot"}]}""")]
    [InlineData("""{"updates":[{"action":"set-current-view-version","view-version-id":9}]}""")]
    [InlineData("""{"updates":[{"action":"set-current-view-version","view-version-id":-1}]}""")]
    [InlineData("""{"updates":[{"action":"assign-uuid","uuid":"00000000-0000-0000-0000-000000000001"}]}""")]
    [InlineData("""{"updates":[{"action":"upgrade-format-version","format-version":2}]}""")]
    [InlineData("""{"requirements":[{"type":"assert-create"}],"updates":[]}""")]
    [InlineData("{}")]
    public async Task A_change_that_is_not_to_be_understood_is_a_bad_request(string commit)
    {
        await MakeNamespaceAsync("gold");
        await Lake.PostAsync(Views, Requests.SparkView("ids"));
        var refused = await Lake.PostAsync($"{Views}/ids", commit);
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
    }

    [Fact]
    public async Task A_view_is_renamed_dropped_and_registered()
    {
        await MakeNamespaceAsync("gold");
        await MakeNamespaceAsync("silver");
        var location = (await Lake.PostAsync(Views, Requests.SparkView("ids"))).Location;
        var rename = """{"source":{"namespace":["gold"],"name":"ids"},"destination":{"namespace":["silver"],"name":"numbers"}}""";
        (await Lake.PostAsync("v1/main/tables/rename", rename)).Error.ShouldBe("NoSuchTableException");
        (await Lake.PostAsync("v1/main/views/rename", rename)).Status.ShouldBe(204);
        (await Lake.PostAsync("v1/main/views/rename", rename)).Error.ShouldBe("NoSuchViewException");
        (await Lake.DeleteAsync("v1/main/namespaces/silver/views/numbers")).Status.ShouldBe(204);
        (await Lake.HeadAsync("v1/main/namespaces/silver/views/numbers")).Status.ShouldBe(404);
        (await Lake.DeleteAsync("v1/main/namespaces/silver/views/numbers")).Error.ShouldBe("NoSuchViewException");
        var register = $$"""{"name":"ids","metadata-location":"{{location}}"}""";
        (await Lake.PostAsync("v1/main/namespaces/gold/register-view", register)).Location.ShouldBe(location);
        (await Lake.PostAsync("v1/main/namespaces/gold/register-view", register)).Error.ShouldBe("AlreadyExistsException");
    }

    [Fact]
    public async Task A_view_of_a_model_is_there_in_duckdbs_dialect()
    {
        await Lake.PutViewAsync("gold.latest", "select id from gold.daily");
        (await Lake.GetAsync(Views)).Names.ShouldBe(["latest"]);
        var view = await Lake.GetAsync($"{Views}/latest");
        Dialects(view).ShouldBe(["duckdb"]);
        view.Metadata["versions"]![0]!["representations"]![0]!["sql"]!.GetValue<string>().ShouldBe("select id from gold.daily");
    }

    [Theory]
    [InlineData("select * from read_text('/etc/passwd')", "'read_text'")]
    [InlineData("select * from '/etc/passwd.csv'", "'/etc/passwd.csv'")]
    [InlineData("select getenv('HOME')", "'getenv'")]
    [InlineData("select 1; drop table gold.daily", "no SELECT")]
    public async Task A_view_that_reads_the_machine_is_not_made_replaced_or_registered(string sql, string named)
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Views, Requests.SparkView("ids"));
        var spy = $$"""{"type":"sql","sql":"{{sql}}","dialect":"DuckDB"}""";
        await Lake.PutViewAsync("silver.spy", sql);
        var put = (await Lake.GetAsync("v1/main/namespaces/silver/views/spy")).Location;
        foreach (var refused in new[]
        {
            await Lake.PostAsync(Views, Requests.SparkView("spy").Replace(Requests.DuckSql, spy, StringComparison.Ordinal)),
            await Lake.PostAsync($"{Views}/ids", Requests.ReplaceView(made, $"{Spark},{spy}")),
            await Lake.PostAsync("v1/main/namespaces/gold/register-view", $$"""{"name":"spy","metadata-location":"{{put}}"}"""),
        })
        {
            (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
            refused.Message.ShouldContain(named);
        }
        (await Lake.GetAsync(Views)).Names.ShouldBe(["ids"]);
    }

    [Fact]
    public async Task What_other_engines_are_to_run_is_theirs_to_judge()
    {
        await MakeNamespaceAsync("gold");
        var view = Requests.SparkView("csv").Replace(Requests.DuckSql, """{"type":"sql","sql":"select * from csv.`/data/x.csv`","dialect":"trino"}""", StringComparison.Ordinal);
        (await Lake.PostAsync(Views, view)).Status.ShouldBe(200);
    }

    private static IReadOnlyList<string> Dialects(Answer view)
    {
        var current = view.Metadata["versions"]!.AsArray().Single(version => version!["version-id"]!.ToString() == view.Metadata["current-version-id"]!.ToString());
        return [.. current!["representations"]!.AsArray().Select(one => one!["dialect"]!.GetValue<string>())];
    }
}
