using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>Tables of version 1, as engines of years ago wrote them.</summary>
public sealed class OldTableTests : ServedLakeTests
{
    private const string Old = """
        {"format-version":1,"location":"LOCATION","last-updated-ms":1500000000000,"last-column-id":1,
         "schema":{"type":"struct","fields":[{"id":1,"name":"id","required":false,"type":"long"}]},"partition-spec":[],"properties":{},"current-snapshot-id":-1,"snapshots":[]}
        """;

    [Fact]
    public async Task It_is_read_with_a_uuid_and_written_once_it_is_upgraded()
    {
        await MakeNamespaceAsync("gold");
        var file = await RegisterAsync();
        var loaded = await Lake.GetAsync("v1/main/namespaces/gold/tables/old");
        loaded.Location.ShouldBe(file);
        var uuid = loaded.Metadata["table-uuid"]!.GetValue<string>();
        var refused = await Lake.PostAsync("v1/main/namespaces/gold/tables/old", Requests.SetProperty("a", "1"));
        (refused.Status, refused.Error).ShouldBe((400, "BadRequestException"));
        refused.Message.ShouldContain("upgrade-format-version");
        var upgraded = await Lake.PostAsync("v1/main/namespaces/gold/tables/old", $$"""
            {"requirements":[{"type":"assert-table-uuid","uuid":"{{uuid}}"}],"updates":[{"action":"upgrade-format-version","format-version":2}]}
            """);
        upgraded.Status.ShouldBe(200, upgraded.Message);
        (upgraded.Metadata["format-version"]!.GetValue<int>(), upgraded.Metadata["table-uuid"]!.GetValue<string>()).ShouldBe((2, uuid));
    }

    private async Task<string> RegisterAsync()
    {
        var location = $"{Lake.Catalog.Store.Location}/old";
        Directory.CreateDirectory(Path.Join(Lake.Folder, "old", "metadata"));
        await File.WriteAllTextAsync(Path.Join(Lake.Folder, "old", "metadata", "v1.metadata.json"), Old.Replace("LOCATION", location, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var request = new JsonObject { ["name"] = "old", ["metadata-location"] = $"{location}/metadata/v1.metadata.json" };
        var answer = await Lake.PostAsync("v1/main/namespaces/gold/register", request.ToJsonString());
        answer.Status.ShouldBe(200, answer.Message);
        return answer.Location;
    }
}
