using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>Requests as clients make them: names, order and defaults of PyIceberg 0.10 and of Spark's Java client 1.10.</summary>
internal static class Requests
{
    /// <summary>What Java's client reports of a scan.</summary>
    public const string ScanReport = """
        {"report-type":"scan-report","table-name":"gold.daily","snapshot-id":1,"filter":true,"schema-id":0,"projected-field-ids":[1],"projected-field-names":["id"],
         "metrics":{"result-data-files":{"unit":"count","value":1},"total-planning-duration":{"count":1,"time-unit":"nanoseconds","total-duration":9}}}
        """;

    /// <summary>What Java's client reports of a commit.</summary>
    public const string CommitReport = """
        {"report-type":"commit-report","table-name":"lake.gold.daily","snapshot-id":7,"sequence-number":1,"operation":"append",
         "metrics":{"total-duration":{"count":1,"time-unit":"nanoseconds","total-duration":9},"attempts":{"unit":"count","value":1},"added-data-files":{"unit":"count","value":1}},
         "metadata":{"engine-name":"spark","engine-version":"3.5.6","iceberg-version":"Apache Iceberg 1.10.0"}}
        """;

    /// <summary>PyIceberg's <c>create_table</c>: ids are its own, spec and order are always there.</summary>
    public static string PyIcebergCreate(string name, string properties = "{}", bool staged = false) =>
        $$"""
        {"name":"{{name}}","schema":{"type":"struct","fields":[
          {"id":1,"name":"id","type":"long","required":true},
          {"id":2,"name":"title","type":"string","required":false,"doc":"as printed"},
          {"id":3,"name":"day","type":"date","required":false}],"schema-id":0,"identifier-field-ids":[1]},
         "partition-spec":{"spec-id":0,"fields":[{"source-id":3,"field-id":1000,"transform":"month","name":"day_month"}]},
         "write-order":{"order-id":1,"fields":[{"source-id":1,"transform":"identity","direction":"asc","null-order":"nulls-last"}]},
         "stage-create":{{(staged ? "true" : "false")}},"properties":{{properties}}}
        """;

    /// <summary>Spark's <c>create table</c>: columns count from 0, as its schema has them before the catalog gives ids; an order that it has not is left out.</summary>
    public static string SparkCreate(string name, string location = "") =>
        $$"""
        {"name":"{{name}}",{{(location.Length > 0 ? $"\"location\":\"{location}\"," : "")}}"schema":{"type":"struct","schema-id":0,"fields":[
          {"id":0,"name":"id","required":false,"type":"long"},
          {"id":1,"name":"tags","required":false,"type":{"type":"list","element-id":2,"element":"string","element-required":false} }]},
         "partition-spec":{"spec-id":0,"fields":[{"name":"id_bucket","transform":"bucket[4]","source-id":0,"field-id":1000}]},
         "properties":{"owner":"spark"},"stage-create":false}
        """;

    /// <summary>Trino's <c>create table</c>: staged, with an unsorted order and the properties it always sets.</summary>
    public static string TrinoCreate(string name) =>
        $$"""
        {"name":"{{name}}","schema":{"type":"struct","schema-id":0,"fields":[
          {"id":1,"name":"id","required":false,"type":"long"},{"id":2,"name":"day","required":false,"type":"date"}]},
         "partition-spec":{"spec-id":0,"fields":[{"name":"day","transform":"identity","source-id":2,"field-id":1000}]},
         "write-order":{"order-id":0,"fields":[]},
         "properties":{"write.format.default":"PARQUET","write.parquet.compression-codec":"ZSTD","format-version":"2","commit.retry.num-retries":"4"},"stage-create":true}
        """;

    /// <summary>DuckDB's <c>create table</c>: staged, the spec with a type of its own.</summary>
    public static string DuckDbCreate(string name) =>
        $$"""
        {"stage-create":true,"name":"{{name}}","schema":{"type":"struct","fields":[
          {"name":"id","id":1,"type":"long","required":false},
          {"name":"tags","id":2,"type":{"type":"list","element-id":3,"element":"string","element-required":false},"required":false}],"schema-id":0},
         "partition-spec":{"spec-id":0,"type":"struct","fields":[]},"write-order":{"order-id":0,"fields":[]},"properties":{"format-version":"2"} }
        """;

    /// <summary>The commit that ends DuckDB's <c>create table</c>: ids are those it knows, not -1, and the table's name comes last.</summary>
    public static string DuckDbStagedCommit(Answer staged, string ns, string name)
    {
        var metadata = staged.Metadata;
        return $$"""
            {"requirements":[{"type":"assert-create"}],"updates":[
              {"action":"assign-uuid","uuid":{{metadata["table-uuid"]!.ToJsonString()}}},
              {"action":"upgrade-format-version","format-version":2},
              {"action":"add-schema","last-column-id":{{metadata["last-column-id"]}},"schema":{{metadata["schemas"]![0]!.ToJsonString()}}},
              {"action":"set-current-schema","schema-id":0},
              {"action":"add-spec","spec":{"spec-id":0,"fields":[]} },{"action":"set-default-spec","spec-id":0},
              {"action":"add-sort-order","sort-order":{"order-id":0,"fields":[]} },{"action":"set-default-sort-order","sort-order-id":0},
              {"action":"set-location","location":{{metadata["location"]!.ToJsonString()}}}],
             "identifier":{"name":"{{name}}","namespace":["{{ns}}"]} }
            """;
    }

    /// <summary>The commit that ends Spark's <c>create table as select</c>: everything the staged table told comes back.</summary>
    public static string SparkStagedCommit(Answer staged)
    {
        var metadata = staged.Metadata;
        return $$"""
            {"requirements":[{"type":"assert-create"}],"updates":[
              {"action":"assign-uuid","uuid":{{metadata["table-uuid"]!.ToJsonString()}}},
              {"action":"upgrade-format-version","format-version":2},
              {"action":"add-schema","schema":{{metadata["schemas"]![0]!.ToJsonString()}},"last-column-id":{{metadata["last-column-id"]}}},
              {"action":"set-current-schema","schema-id":-1},
              {"action":"add-spec","spec":{{metadata["partition-specs"]![0]!.ToJsonString()}}},
              {"action":"set-default-spec","spec-id":-1},
              {"action":"add-sort-order","sort-order":{{metadata["sort-orders"]![0]!.ToJsonString()}}},
              {"action":"set-default-sort-order","sort-order-id":-1},
              {"action":"set-location","location":{{metadata["location"]!.ToJsonString()}}},
              {"action":"set-properties","updates":{{metadata["properties"]!.ToJsonString()}}},
              {{Snapshot(metadata, 7, null, 1)}},
              {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":7}]}
            """;
    }

    /// <summary>An append as PyIceberg commits it. The manifest list is not read by a catalog.</summary>
    public static string Append(Answer table, long snapshot)
    {
        var metadata = table.Metadata;
        var parent = metadata["current-snapshot-id"]?.GetValue<long>();
        return $$"""
            {"identifier":{"namespace":["gold"],"name":"x"},
             "requirements":[{"type":"assert-ref-snapshot-id","ref":"main","snapshot-id":{{(parent is null ? "null" : parent)}}},
               {"type":"assert-table-uuid","uuid":{{metadata["table-uuid"]!.ToJsonString()}}}],
             "updates":[{{Snapshot(metadata, snapshot, parent, metadata["last-sequence-number"]!.GetValue<long>() + 1)}},
               {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":{{snapshot}}}]}
            """;
    }

    /// <summary>The part of <see cref="SparkView"/> that Tarn runs.</summary>
    public const string DuckSql = """{"type":"sql","sql":"select id from gold.daily","dialect":"duckdb"}""";

    /// <summary>Spark's <c>create view</c>, with a second dialect beside its own.</summary>
    public static string SparkView(string name) =>
        $$"""
        {"name":"{{name}}","schema":{"type":"struct","schema-id":0,"fields":[{"id":0,"name":"id","required":false,"type":"long"}]},
         "view-version":{"version-id":1,"timestamp-ms":1780000000000,"schema-id":0,"summary":{"engine-name":"spark","engine-version":"3.5.6"},
           "default-catalog":"lake","default-namespace":["gold"],"representations":[
             {"type":"sql","sql":"select id from daily","dialect":"spark"},{{DuckSql}}]},
         "properties":{"comment":"ids"} }
        """;

    /// <summary>A new version of a view, as Java's client replaces it.</summary>
    public static string ReplaceView(Answer view, string representations, string column = "id") =>
        $$"""
        {"requirements":[{"type":"assert-view-uuid","uuid":{{view.Metadata["view-uuid"]!.ToJsonString()}}}],"updates":[
          {"action":"add-schema","schema":{"type":"struct","schema-id":0,"fields":[{"id":1,"name":"{{column}}","required":false,"type":"long"}]},"last-column-id":1},
          {"action":"add-view-version","view-version":{"version-id":2,"timestamp-ms":1780000001000,"schema-id":-1,"summary":{"engine-name":"spark"},
            "default-namespace":["gold"],"representations":[{{representations}}]} },
          {"action":"set-current-view-version","view-version-id":-1}]}
        """;

    /// <summary>Sets properties, on whatever the table is.</summary>
    public static string SetProperty(string name, string value) =>
        $$"""{"requirements":[],"updates":[{"action":"set-properties","updates":{"{{name}}":"{{value}}"} }]}""";

    /// <summary>A commit of one table, named as a transaction wants it.</summary>
    public static string Named(string commit, string ns, string name)
    {
        var named = JsonNode.Parse(commit)!.AsObject();
        named["identifier"] = new JsonObject { ["namespace"] = new JsonArray([.. ns.Split('.').Select(level => JsonValue.Create(level))]), ["name"] = name };
        return named.ToJsonString();
    }

    /// <summary>The update that adds a snapshot.</summary>
    public static string Snapshot(JsonNode table, long id, long? parent, long sequenceNumber, int schemaId = 0) =>
        $$"""
        {"action":"add-snapshot","snapshot":{"snapshot-id":{{id}},{{(parent is null ? "" : $"\"parent-snapshot-id\":{parent},")}}"sequence-number":{{sequenceNumber}},
          "timestamp-ms":1780000000000,"manifest-list":"{{table["location"]}}/metadata/snap-{{id}}.avro","summary":{"operation":"append","added-records":"3"},"schema-id":{{schemaId}} } }
        """;
}
