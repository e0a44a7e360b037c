using System.Text.Json;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>Upkeep of a lake in which the files of one table are damaged.</summary>
public sealed class MaintainDamagedTests(RanProject project) : IClassFixture<RanProject>
{
    [Fact]
    public async Task It_does_the_rest_and_ends_as_damage_does()
    {
        foreach (var file in Directory.EnumerateFiles(project.Location, "snap-*.avro", SearchOption.AllDirectories).Where(file => file.Contains("/gold/", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(file, "no manifest list");
        using var process = TarnProgram.Start(project.Location, ["maintain", "compact", "--rewrite-all"]);
        var ended = await TarnProgram.EndAsync(process);
        ended.ExitCode.ShouldBe(ExitCodes.Corrupt, ended.Whole);
        ended.Out.ShouldContain("compact    silver.orders: 1 file to 1");
        ended.Out.ShouldContain("compact    gold.daily_sales: ");
        using var json = TarnProgram.Start(project.Location, ["maintain", "manifests", "--json"]);
        var told = await TarnProgram.EndAsync(json);
        told.ExitCode.ShouldBe(ExitCodes.Corrupt, told.Whole);
        JsonElement.Parse(told.Out).GetProperty("manifests").EnumerateArray().ShouldContain(table => table.GetProperty("table").GetString() == "gold.daily_sales");
    }
}
