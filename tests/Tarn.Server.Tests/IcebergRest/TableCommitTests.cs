using System.Text.Json.Nodes;
using Tarn.Catalog;

namespace Tarn.Server.Tests.IcebergRest;

public sealed class TableCommitTests : ServedLakeTests
{
    private const string Tables = "v1/main/namespaces/gold/tables";
    private const string Daily = Tables + "/daily";

    [Fact]
    public async Task An_append_is_a_commit_of_the_lake()
    {
        var table = await MakeAsync();
        var answer = await Lake.PostAsync(Daily, Requests.Append(table, 11));
        answer.Status.ShouldBe(200, answer.Message);
        answer.Tag.ShouldNotBe(table.Tag);
        answer.Metadata["current-snapshot-id"]!.GetValue<long>().ShouldBe(11);
        answer.Metadata["metadata-log"]![0]!["metadata-file"]!.GetValue<string>().ShouldBe(table.Location);
        (await Lake.GetAsync(Daily)).Location.ShouldBe(answer.Location);
        (await Lake.GetAsync(Daily)).Tag.ShouldBe(answer.Tag);
        var commit = await Lake.Catalog.ResolveAsync("main");
        (commit.Message, commit.Author).ShouldBe(("append in gold.daily", "anna"));
        commit.Changes.ShouldHaveSingleItem().Kind.ShouldBe(TableChangeKind.Changed);
    }

    [Fact]
    public async Task A_property_does_not_change_the_version_of_the_format()
    {
        await MakeAsync();
        var refused = await Lake.PostAsync(Daily, Requests.SetProperty("format-version", "3"));
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
        refused.Message.ShouldContain("upgrade-format-version");
        (await Lake.PostAsync(Daily, Requests.SetProperty("format-version", "2"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_column_that_may_be_null_identifies_no_row()
    {
        await MakeNamespaceAsync("gold");
        var create = JsonNode.Parse(Requests.PyIcebergCreate("daily"))!;
        create["schema"]!["identifier-field-ids"] = new JsonArray(1);
        create["schema"]!["fields"]![0]!["required"] = false;
        var refused = await Lake.PostAsync(Tables, create.ToJsonString());
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
        refused.Message.ShouldContain("cannot identify rows");
        create["schema"]!["fields"]![0]!["required"] = true;
        (await Lake.PostAsync(Tables, create.ToJsonString())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_appends_on_one_state_the_second_is_refused_and_goes_when_made_anew()
    {
        var table = await MakeAsync();
        (await Lake.PostAsync(Daily, Requests.Append(table, 11))).Status.ShouldBe(200);
        var refused = await Lake.PostAsync(Daily, Requests.Append(table, 12));
        (refused.Status, refused.Error).ShouldBe((409, "CommitFailedException"));
        refused.Message.ShouldContain("the snapshot of 'main' should be none and is 11");
        var again = await Lake.PostAsync(Daily, Requests.Append(await Lake.GetAsync(Daily), 12));
        again.Metadata["snapshots"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"type":"assert-create"}""")]
    [InlineData("""{"type":"assert-table-uuid","uuid":"00000000-0000-0000-0000-000000000001"}""")]
    [InlineData("""{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":4}""")]
    [InlineData("""{"type":"assert-ref-snapshot-id","ref":"audit","snapshot-id":4}""")]
    [InlineData("""{"type":"assert-last-assigned-field-id","last-assigned-field-id":9}""")]
    [InlineData("""{"type":"assert-current-schema-id","current-schema-id":9}""")]
    [InlineData("""{"type":"assert-last-assigned-partition-id","last-assigned-partition-id":9}""")]
    [InlineData("""{"type":"assert-default-spec-id","default-spec-id":9}""")]
    [InlineData("""{"type":"assert-default-sort-order-id","default-sort-order-id":9}""")]
    public async Task A_requirement_that_does_not_hold_changes_nothing(string requirement)
    {
        var table = await MakeAsync();
        var commit = JsonNode.Parse(Requests.SetProperty("a", "1"))!;
        commit["requirements"]!.AsArray().Add(JsonNode.Parse(requirement));
        var refused = await Lake.PostAsync(Daily, commit.ToJsonString());
        (refused.Status, refused.Error).ShouldBe((409, "CommitFailedException"));
        (await Lake.GetAsync(Daily)).Location.ShouldBe(table.Location);
    }

    [Fact]
    public async Task Requirements_that_hold_let_it_through()
    {
        var table = await MakeAsync();
        var commit = JsonNode.Parse(Requests.SetProperty("a", "1"))!;
        foreach (var requirement in new[]
        {
            $$"""{"type":"assert-table-uuid","uuid":{{table.Metadata["table-uuid"]!.ToJsonString()}}}""",
            """{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":null}""",
            """{"type":"assert-last-assigned-field-id","last-assigned-field-id":3}""",
            """{"type":"assert-current-schema-id","current-schema-id":0}""",
            """{"type":"assert-last-assigned-partition-id","last-assigned-partition-id":1000}""",
            """{"type":"assert-default-spec-id","default-spec-id":0}""",
            """{"type":"assert-default-sort-order-id","default-sort-order-id":1}""",
        })
            commit["requirements"]!.AsArray().Add(JsonNode.Parse(requirement));
        var answer = await Lake.PostAsync(Daily, commit.ToJsonString());
        answer.Status.ShouldBe(200, answer.Message);
        answer.Metadata["properties"]!["a"]!.GetValue<string>().ShouldBe("1");
    }

    [Fact]
    public async Task Schema_partitions_order_properties_and_references_evolve()
    {
        var table = await MakeAsync();
        table = await Lake.PostAsync(Daily, Requests.Append(table, 11));
        var answer = await Lake.PostAsync(Daily, $$$"""
            {"requirements":[],"updates":[
              {"action":"add-schema","schema":{"type":"struct","schema-id":1,"fields":[{"id":1,"name":"id","type":"long","required":true},
                {"id":2,"name":"name","type":"string","required":false},{"id":3,"name":"day","type":"date","required":false},{"id":4,"name":"kind","type":"string","required":false}]},"last-column-id":4},
              {"action":"set-current-schema","schema-id":-1},
              {"action":"add-spec","spec":{"spec-id":1,"fields":[{"source-id":3,"field-id":1001,"name":"day_day","transform":"day"}]} },
              {"action":"set-default-spec","spec-id":-1},
              {"action":"add-sort-order","sort-order":{"order-id":2,"fields":[{"transform":"identity","source-id":4,"direction":"desc","null-order":"nulls-last"}]} },
              {"action":"set-default-sort-order","sort-order-id":-1},
              {"action":"set-properties","updates":{"a":"1","b":"2"}},{"action":"remove-properties","removals":["a"]},
              {"action":"set-snapshot-ref","ref-name":"june","type":"tag","snapshot-id":11,"max-ref-age-ms":1000},
              {"action":"set-snapshot-ref","ref-name":"audit","type":"branch","snapshot-id":11},{"action":"remove-snapshot-ref","ref-name":"audit"},
              {"action":"set-statistics","snapshot-id":11,"statistics":{"snapshot-id":11,"statistics-path":"{{{table.Metadata["location"]}}}/metadata/x.puffin","file-size-in-bytes":1,"file-footer-size-in-bytes":1,"blob-metadata":[]} },
              {"action":"upgrade-format-version","format-version":3}]}
            """);
        answer.Status.ShouldBe(200, answer.Message);
        var metadata = answer.Metadata;
        metadata["current-schema-id"]!.GetValue<int>().ShouldBe(1);
        metadata["last-column-id"]!.GetValue<int>().ShouldBe(4);
        metadata["default-spec-id"]!.GetValue<int>().ShouldBe(1);
        metadata["default-sort-order-id"]!.GetValue<int>().ShouldBe(2);
        metadata["properties"]!.ToJsonString().ShouldBe("""{"b":"2"}""");
        metadata["refs"]!.AsObject().Select(named => named.Key).ShouldBe(["june", "main"]);
        metadata["statistics"]!.AsArray().Count.ShouldBe(1);
        metadata["format-version"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task What_is_no_longer_used_is_removed()
    {
        var table = await Lake.PostAsync(Daily, Requests.Append(await MakeAsync(), 11));
        table = await Lake.PostAsync(Daily, Requests.Append(table, 12));
        var location = table.Metadata["location"]!.GetValue<string>();
        table = await ChangeAsync($$"""
            {"action":"upgrade-format-version","format-version":3},
            {"action":"add-schema","schema":{"type":"struct","schema-id":1,"fields":[{"id":1,"name":"id","type":"long","required":true},{"id":3,"name":"day","type":"date","required":false}]} },
            {"action":"set-current-schema","schema-id":-1},
            {"action":"add-spec","spec":{"spec-id":1,"fields":[]} },{"action":"set-default-spec","spec-id":-1},
            {"action":"set-statistics","snapshot-id":12,"statistics":{"snapshot-id":12,"statistics-path":"{{location}}/metadata/a.stats","file-size-in-bytes":1,"file-footer-size-in-bytes":1,"blob-metadata":[]} },
            {"action":"set-partition-statistics","partition-statistics":{"snapshot-id":12,"statistics-path":"{{location}}/metadata/b.parquet","file-size-in-bytes":1} },
            {"action":"add-encryption-key","encryption-key":{"key-id":"k1","encrypted-key-metadata":"AAEC"} },{"action":"add-encryption-key","encryption-key":{"key-id":"k2","encrypted-key-metadata":"AwQF"} }
            """);
        Counts(table).ShouldBe((2, 2, 2, 1, 1, 2));
        table = await ChangeAsync("""
            {"action":"remove-snapshots","snapshot-ids":[11]},{"action":"remove-statistics","snapshot-id":12},{"action":"remove-partition-statistics","snapshot-id":12},
            {"action":"remove-partition-specs","spec-ids":[0]},{"action":"remove-schemas","schema-ids":[0]},{"action":"remove-encryption-key","key-id":"k1"}
            """);
        Counts(table).ShouldBe((1, 1, 1, 0, 0, 1));
        (SnapshotIds(table).Single(), table.Metadata["encryption-keys"]![0]!["key-id"]!.GetValue<string>()).ShouldBe((12, "k2"));
        (table.Metadata["partition-specs"]![0]!["spec-id"]!.GetValue<int>(), table.Metadata["schemas"]![0]!["schema-id"]!.GetValue<int>()).ShouldBe((1, 1));
        (await Lake.GetAsync(Daily)).Metadata.ToJsonString().ShouldBe(table.Metadata.ToJsonString());
    }

    [Fact]
    public async Task A_table_moves_within_the_lake_and_its_files_stay()
    {
        var table = await Lake.PostAsync(Daily, Requests.Append(await MakeAsync(), 11));
        var inside = $"{Lake.Catalog.Store.Location}/elsewhere/daily";
        var moved = await ChangeAsync($$"""{"action":"set-location","location":"{{inside}}/"}""");
        moved.Metadata["location"]!.GetValue<string>().ShouldBe(inside);
        moved.Location.ShouldStartWith($"{inside}/metadata/");
        moved.Metadata["snapshots"]!.ToJsonString().ShouldBe(table.Metadata["snapshots"]!.ToJsonString());
        (await Lake.PostAsync(Daily, Requests.Append(moved, 12))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("s3://elsewhere/x.avro")]
    [InlineData("file:///etc/passwd")]
    [InlineData("LAKE/../x.avro")]
    [InlineData("LAKE/refs/branch/main/x")]
    [InlineData("LAKE/commits/x")]
    [InlineData("LAKE/tables/gold/a b.avro")]
    [InlineData("")]
    public async Task No_commit_names_a_file_that_the_lake_may_not_read(string location)
    {
        location = location.Replace("LAKE", Lake.Catalog.Store.Location, StringComparison.Ordinal);
        var table = await Lake.PostAsync(Daily, Requests.Append(await MakeAsync(), 11));
        var before = (await Lake.Catalog.ResolveAsync("main")).Id;
        foreach (var update in new[]
        {
            Requests.Snapshot(table.Metadata, 12, 11, 2).Replace($"{table.Metadata["location"]}/metadata/snap-12.avro", location, StringComparison.Ordinal),
            $$"""{"action":"set-statistics","statistics":{"snapshot-id":11,"statistics-path":"{{location}}","file-size-in-bytes":1,"file-footer-size-in-bytes":1,"blob-metadata":[]} }""",
            $$"""{"action":"set-partition-statistics","partition-statistics":{"snapshot-id":11,"statistics-path":"{{location}}","file-size-in-bytes":1} }""",
            $$"""{"action":"set-location","location":"{{location}}"}""",
        })
        {
            var refused = await Lake.PostAsync(Daily, $$"""{"requirements":[],"updates":[{{update}}]}""");
            (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"), update);
        }
        (await Lake.Catalog.ResolveAsync("main")).Id.ShouldBe(before);
    }

    [Fact]
    public async Task Sparks_create_or_replace_keeps_the_table_and_its_history()
    {
        var table = await Lake.PostAsync(Daily, Requests.Append(await MakeAsync(), 11));
        var answer = await Lake.PostAsync(Daily, $$"""
            {"requirements":[{"type":"assert-table-uuid","uuid":{{table.Metadata["table-uuid"]!.ToJsonString()}} },{"type":"assert-last-assigned-field-id","last-assigned-field-id":3}],"updates":[
              {"action":"remove-snapshot-ref","ref-name":"main"},
              {"action":"add-schema","schema":{"type":"struct","schema-id":1,"fields":[{"id":1,"name":"id","required":false,"type":"long"},{"id":4,"name":"kind","required":false,"type":"string"}]},"last-column-id":4},
              {"action":"set-current-schema","schema-id":-1},
              {"action":"add-spec","spec":{"spec-id":1,"fields":[]} },{"action":"set-default-spec","spec-id":-1},
              {"action":"add-sort-order","sort-order":{"order-id":0,"fields":[]} },{"action":"set-default-sort-order","sort-order-id":-1},
              {{Requests.Snapshot(table.Metadata, 12, null, 2, schemaId: 1)}},
              {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":12}]}
            """);
        answer.Status.ShouldBe(200, answer.Message);
        var metadata = answer.Metadata;
        (metadata["table-uuid"]!.ToString(), metadata["current-snapshot-id"]!.GetValue<long>()).ShouldBe((table.Metadata["table-uuid"]!.ToString(), 12));
        (metadata["current-schema-id"]!.GetValue<int>(), metadata["default-spec-id"]!.GetValue<int>(), metadata["default-sort-order-id"]!.GetValue<int>()).ShouldBe((1, 1, 0));
        SnapshotIds(answer).ShouldBe([11, 12]);
    }

    [Fact]
    public async Task Only_snapshots_that_a_name_names_are_told_when_asked_so()
    {
        var table = await MakeAsync();
        for (var snapshot = 11; snapshot < 15; snapshot++)
            table = await Lake.PostAsync(Daily, Requests.Append(table, snapshot));
        await Lake.PostAsync(Daily, """{"requirements":[],"updates":[{"action":"set-snapshot-ref","ref-name":"june","type":"tag","snapshot-id":12}]}""");
        SnapshotIds(await Lake.GetAsync($"{Daily}?snapshots=all")).ShouldBe([11, 12, 13, 14]);
        SnapshotIds(await Lake.GetAsync($"{Daily}?snapshots=refs")).ShouldBe([12, 14]);
        (await Lake.GetAsync($"{Daily}?snapshots=refs")).Tag.ShouldNotBe((await Lake.GetAsync(Daily)).Tag);
    }

    [Theory]
    [InlineData("""{"requirements":[],"updates":[{"action":"turn-to-gold"}]}""")]
    [InlineData("""{"requirements":[{"type":"assert-moon"}],"updates":[]}""")]
    [InlineData("""{"requirements":[],"updates":[{"action":"set-current-schema","schema-id":9}]}""")]
    [InlineData("""{"requirements":[],"updates":[{"action":"set-current-schema","schema-id":-1}]}""")]
    [InlineData("""{"requirements":[],"updates":[{"action":"set-location","location":"s3://elsewhere"}]}""")]
    [InlineData("""{"requirements":[],"updates":[{"action":"assign-uuid","uuid":"00000000-0000-0000-0000-000000000001"}]}""")]
    [InlineData("""{"requirements":[],"updates":[{"action":"upgrade-format-version","format-version":1}]}""")]
    [InlineData("""{"updates":[]}""")]
    public async Task A_commit_that_is_not_to_be_understood_or_contradicts_the_table_is_a_bad_request(string commit)
    {
        var table = await MakeAsync();
        var refused = await Lake.PostAsync(Daily, commit);
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
        (await Lake.GetAsync(Daily)).Location.ShouldBe(table.Location);
    }

    [Fact]
    public async Task A_commit_to_a_table_that_is_not_there_is_told_so()
    {
        await MakeNamespaceAsync("gold");
        (await Lake.PostAsync($"{Tables}/nothing", Requests.SetProperty("a", "1"))).Error.ShouldBe("NoSuchTableException");
    }

    [Fact]
    public async Task A_commit_without_updates_moves_nothing()
    {
        var table = await MakeAsync();
        var before = (await Lake.Catalog.ResolveAsync("main")).Id;
        (await Lake.PostAsync(Daily, """{"requirements":[],"updates":[]}""")).Location.ShouldBe(table.Location);
        (await Lake.Catalog.ResolveAsync("main")).Id.ShouldBe(before);
    }

    [Fact]
    public async Task Tables_of_a_transaction_change_with_one_commit_or_not_at_all()
    {
        var daily = await MakeAsync();
        var weekly = await Lake.PostAsync(Tables, Requests.PyIcebergCreate("weekly"));
        var before = await Lake.Catalog.ResolveAsync("main");
        (await TransactAsync(Requests.Named(Requests.Append(daily, 11), "gold", "daily"), Requests.Named(Requests.Append(weekly, 12), "gold", "weekly"))).Status.ShouldBe(204);
        var commit = await Lake.Catalog.ResolveAsync("main");
        (commit.Parents[0], commit.Message).ShouldBe((before.Id, "append in gold.daily, append in gold.weekly"));
        commit.Changes.Select(change => change.Table.ToString()).ShouldBe(["gold.daily", "gold.weekly"]);
        var refused = await TransactAsync(Requests.Named(Requests.SetProperty("a", "1"), "gold", "daily"), Requests.Named(Requests.Append(weekly, 13), "gold", "weekly"));
        (refused.Status, refused.Error).ShouldBe((409, "CommitFailedException"));
        (await Lake.Catalog.ResolveAsync("main")).Id.ShouldBe(commit.Id);
    }

    [Fact]
    public async Task A_transaction_names_each_table_once_and_those_that_are_there()
    {
        await MakeAsync();
        var change = Requests.Named(Requests.SetProperty("a", "1"), "gold", "daily");
        (await TransactAsync(change, change)).Error.ShouldBe("BadRequestException");
        (await TransactAsync(change, Requests.Named(Requests.SetProperty("a", "1"), "gold", "nothing"))).Error.ShouldBe("NoSuchTableException");
        (await TransactAsync(Requests.SetProperty("a", "1"))).Error.ShouldBe("BadRequestException");
        (await TransactAsync()).Error.ShouldBe("BadRequestException");
    }

    private static IReadOnlyList<long> SnapshotIds(Answer table) => [.. table.Metadata["snapshots"]!.AsArray().Select(one => one!["snapshot-id"]!.GetValue<long>())];

    private static (int Snapshots, int Schemas, int Specs, int Statistics, int PartitionStatistics, int Keys) Counts(Answer table)
    {
        int Of(string list) => table.Metadata[list]?.AsArray().Count ?? 0;
        return (Of("snapshots"), Of("schemas"), Of("partition-specs"), Of("statistics"), Of("partition-statistics"), Of("encryption-keys"));
    }

    private async Task<Answer> ChangeAsync(string updates)
    {
        var changed = await Lake.PostAsync(Daily, $$"""{"requirements":[],"updates":[{{updates}}]}""");
        changed.Status.ShouldBe(200, changed.Message);
        return changed;
    }

    private Task<Answer> TransactAsync(params string[] changes) =>
        Lake.PostAsync("v1/main/transactions/commit", $$"""{"table-changes":[{{string.Join(',', changes)}}]}""");

    private async Task<Answer> MakeAsync()
    {
        await MakeNamespaceAsync("gold");
        return await Lake.PostAsync(Tables, Requests.PyIcebergCreate("daily"));
    }
}
