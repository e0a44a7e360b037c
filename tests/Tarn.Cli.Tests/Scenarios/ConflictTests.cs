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
        Approved.Text(Masked.Text(result.Whole, folder.Location));
        (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "branch")).ShouldBe(before);
    }
}
