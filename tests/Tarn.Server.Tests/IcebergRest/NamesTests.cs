using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.IcebergRest;

/// <summary>Names that other engines give.</summary>
public sealed class NamesTests : ServedLakeTests
{
    private const string Tables = "v1/main/namespaces/gold/tables";

    [Theory]
    [InlineData("Daily")]
    [InlineData("daily-sales")]
    [InlineData("2024_sales")]
    [InlineData("Größe 2024")]
    [InlineData("日本語")]
    public async Task A_table_is_made_found_renamed_and_dropped_under_its_name(string name)
    {
        await MakeNamespaceAsync("gold");
        var made = await Lake.PostAsync(Tables, Requests.PyIcebergCreate(name));
        made.Status.ShouldBe(200, made.Message);
        new Uri(made.Location).AbsolutePath.ShouldContain("/tables/gold/");
        made.Location.All(char.IsAscii).ShouldBeTrue(made.Location);
        File.Exists(new Uri(made.Location).LocalPath).ShouldBeTrue();
        (await Lake.GetAsync(Tables)).Names.ShouldBe([name]);
        var path = $"{Tables}/{Uri.EscapeDataString(name)}";
        (await Lake.PostAsync(path, Requests.Append(made, 11))).Status.ShouldBe(200);
        (await Lake.GetAsync(path)).Metadata["current-snapshot-id"]!.GetValue<long>().ShouldBe(11);
        var rename = new JsonObject { ["source"] = Identifier(name), ["destination"] = Identifier(name + "-2") };
        (await Lake.PostAsync("v1/main/tables/rename", rename.ToJsonString())).Status.ShouldBe(204);
        (await Lake.HeadAsync(path)).Status.ShouldBe(404);
        (await Lake.DeleteAsync($"{Tables}/{Uri.EscapeDataString(name + "-2")}")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Namespaces_have_such_names_too()
    {
        (await MakeNamespaceAsync("Sales-EU.Größe 2024")).Status.ShouldBe(200);
        (await Lake.GetAsync("v1/main/namespaces")).Names.ShouldBe(["Sales-EU"]);
        var path = $"v1/main/namespaces/{Uri.EscapeDataString("Sales-EU\u001fGröße 2024")}";
        (await Lake.PostAsync($"{path}/tables", Requests.PyIcebergCreate("Daily"))).Status.ShouldBe(200);
        (await Lake.GetAsync($"{path}/tables")).Names.ShouldBe(["Daily"]);
        (await Lake.HeadAsync("v1/main/namespaces/sales-eu")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Names_that_differ_in_case_are_different_tables()
    {
        await MakeNamespaceAsync("gold");
        var locations = new List<string>();
        foreach (var name in new[] { "daily", "Daily", "DAILY" })
            locations.Add((await Lake.PostAsync(Tables, Requests.PyIcebergCreate(name))).Location);
        locations.Distinct().Count().ShouldBe(3);
        (await Lake.GetAsync(Tables)).Names.ShouldBe(["DAILY", "Daily", "daily"]);
    }

    [Fact]
    public async Task A_long_name_has_a_folder_all_the_same()
    {
        var level = new string('ä', 128);
        await MakeNamespaceAsync($"{level}.{level}.{level}");
        var made = await Lake.PostAsync($"v1/main/namespaces/{Uri.EscapeDataString($"{level}\u001f{level}\u001f{level}")}/tables", Requests.PyIcebergCreate(level));
        made.Status.ShouldBe(200, made.Message);
        File.Exists(new Uri(made.Location).LocalPath).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\"b")]
    [InlineData("a'b")]
    [InlineData("a.b")]
    [InlineData("a\0b")]
    [InlineData("a$files")]
    [InlineData("a@main")]
    [InlineData("*")]
    [InlineData(" a")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_means_something_to_a_path_or_to_sql_is_refused(string name)
    {
        await MakeNamespaceAsync("gold");
        var before = Directory.EnumerateFileSystemEntries(Lake.Folder, "*", SearchOption.AllDirectories).Count();
        var create = JsonNode.Parse(Requests.PyIcebergCreate("x"))!;
        create["name"] = name;
        (await Lake.PostAsync(Tables, create.ToJsonString())).Error.ShouldBe("BadRequestException");
        (await Lake.PostAsync("v1/main/namespaces", new JsonObject { ["namespace"] = new JsonArray(name) }.ToJsonString())).Error.ShouldBe("BadRequestException");
        (await Lake.PostAsync("v1/main/tables/rename", new JsonObject { ["source"] = Identifier("x"), ["destination"] = Identifier(name) }.ToJsonString())).Error.ShouldBe("BadRequestException");
        // Of a path HTTP itself makes something else, or refuses it, when such a name is in it.
        if (name is not ("" or ".." or "a\0b"))
            (await Lake.GetAsync($"{Tables}/{Uri.EscapeDataString(name)}")).Error.ShouldBe("NoSuchTableException");
        Directory.EnumerateFileSystemEntries(Lake.Folder, "*", SearchOption.AllDirectories).Count().ShouldBe(before);
    }

    private static JsonObject Identifier(string name) => new() { ["namespace"] = new JsonArray("gold"), ["name"] = name };
}
