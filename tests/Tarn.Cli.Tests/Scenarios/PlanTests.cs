using System.Text.Json;

namespace Tarn.Cli.Tests.Scenarios;

public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_of_a_new_project_writes_nothing()
    {
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        var before = Files(folder);
        (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "plan")).ShouldStartWith("8 steps in a lake that it makes\n");
        JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "plan", "--json")).GetProperty("base").ValueKind.ShouldBe(JsonValueKind.Null);
        Files(folder).ShouldBe(before);
    }

    [Fact]
    public async Task A_plan_of_a_lake_that_is_there_writes_nothing()
    {
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run");
        var before = Files(folder);
        (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "plan")).ShouldStartWith("8 steps from main at ");
        Files(folder).ShouldBe(before);
    }

    private static IReadOnlyList<string> Files(FreshFolder folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder.Location, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
