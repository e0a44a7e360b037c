using System.Text;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>Two branches that replaced one table.</summary>
public sealed class ConflictTests
{
    [Fact]
    public async Task A_table_that_both_branches_replaced_is_named_with_both_commits_and_nothing_is_merged()
    {
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run");
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "branch", "create", "dev/anna");
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run", "--select", "daily_sales", "--branch", "dev/anna");
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run", "--select", "daily_sales");
        var before = await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "branch");
        var result = await TarnProgram.RunAsync(folder.Location, "merge", "dev/anna");
        result.ExitCode.ShouldBe(ExitCodes.Conflict, result.Whole);
        var told = new StringBuilder($"$ tarn merge dev/anna\n{result.Whole}\n");
        (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "branch")).ShouldBe(before);
        foreach (var line in new[] { "merge dev/anna --dry-run", "merge dev/anna --dry-run --json", "merge dev/anna --json", "revert main --dry-run", "revert main~1", "revert main" })
            told.Append($"$ tarn {line}\n{(await TarnProgram.RunAsync(folder.Location, line.Split(' '))).Whole}\n");
        Approved.Text(Masked.Text(told.ToString(), folder.Location));
    }
}
