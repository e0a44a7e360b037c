using System.Text.Json;

namespace Tarn.Cli.Tests;

public sealed class InitTests
{
    [Fact]
    public async Task It_writes_a_project_and_says_how_to_run_it()
    {
        using var folder = new FreshFolder();
        Approved.Text(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", "my-shop"));
        folder.Read("my-shop/tarn.yml").ShouldContain("name: my-shop\n");
        folder.Read("my-shop/sources/shop.yml").ShouldContain("source: shop");
    }

    [Fact]
    public async Task Its_name_can_be_given()
    {
        using var folder = new FreshFolder();
        var json = JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", "Shop 2", "--name", "sales", "--json"));
        json.GetProperty("project").GetString().ShouldBe("sales");
        folder.Read("Shop 2/tarn.yml").ShouldContain("name: sales\n");
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_refused_and_left_alone()
    {
        using var folder = new FreshFolder();
        folder.Write("shop/notes.txt", "mine");
        var result = await TarnProgram.RunAsync(folder.Location, "init", "shop");
        Directory.GetFileSystemEntries(folder.PathOf("shop")).Length.ShouldBe(1);
        Approved.Text(Masked.Text(result.Whole, folder.Location));
    }
}
