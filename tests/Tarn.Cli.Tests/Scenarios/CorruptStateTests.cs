using System.Text.Json;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>A file of the lake that is not what was written.</summary>
public sealed class CorruptStateTests
{
    [Theory]
    [InlineData("log")]
    [InlineData("run")]
    public async Task A_commit_that_was_cut_off_is_named(string command)
    {
        using var folder = await RanAsync();
        var head = JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "status", "--json")).GetProperty("head").GetString()!;
        var file = $"lake/commits/{head}.json";
        CutOff(folder.PathOf(file));
        var result = await TarnProgram.RunAsync(folder.Location, command);
        result.ExitCode.ShouldBe(ExitCodes.Corrupt, result.Whole);
        result.Error.ShouldContain(file);
    }

    [Theory]
    [InlineData("query", "select * from gold.daily_sales")]
    [InlineData("table", "show", "gold.daily_sales")]
    public async Task A_table_whose_metadata_was_cut_off_is_named(params string[] command)
    {
        using var folder = await RanAsync();
        var file = await MetadataAsync(folder);
        CutOff(file);
        var result = await TarnProgram.RunAsync(folder.Location, command);
        result.ExitCode.ShouldBe(ExitCodes.Corrupt, result.Whole);
        result.Error.ShouldContain(Path.GetFileName(file));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_named()
    {
        using var folder = await RanAsync();
        var file = await MetadataAsync(folder);
        File.Delete(file);
        var result = await TarnProgram.RunAsync(folder.Location, "query", "select * from gold.daily_sales");
        result.ExitCode.ShouldBe(ExitCodes.Corrupt, result.Whole);
        result.Error.ShouldContain(Path.GetFileName(file));
    }

    private static async Task<FreshFolder> RanAsync()
    {
        var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run");
        return folder;
    }

    private static async Task<string> MetadataAsync(FreshFolder folder)
    {
        var table = JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "table", "show", "gold.daily_sales", "--json"));
        return new Uri(table.GetProperty("metadata_location").GetString()!).LocalPath;
    }

    private static void CutOff(string file)
    {
        using var stream = File.Open(file, FileMode.Open);
        stream.SetLength(stream.Length / 2);
    }
}
