using System.Diagnostics;

namespace Tarn.Cli.Tests.Scenarios;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_is_told_and_the_run_goes_on_when_there_is_room()
    {
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        var lake = Directory.CreateDirectory(folder.PathOf("lake")).FullName;
        Assert.SkipUnless(await SucceedsAsync("mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", lake), "A small disk takes the right to mount one.");
        try
        {
            var full = await TarnProgram.RunAsync(folder.Location, "run");
            full.ExitCode.ShouldBe(ExitCodes.Unavailable, full.Whole);
            full.Error.ShouldContain("[io.disk-full]");
            (await SucceedsAsync("mount", "-o", "remount,size=64m", lake)).ShouldBeTrue();
            var roomy = await TarnProgram.RunAsync(folder.Location, "run");
            roomy.ExitCode.ShouldBe(ExitCodes.Ok, full.Whole + roomy.Whole);
            (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "query", "select count(*) as n from silver.orders", "--json")).ShouldBe("[{\"n\":6}]\n");
        }
        finally
        {
            await SucceedsAsync("umount", lake);
        }
    }

    [Theory]
    [InlineData("24k", "nothing was done")]
    [InlineData("48k", "the run's branch is kept for a look")]
    public async Task A_run_that_finds_the_disk_full_says_how_to_go_on(string size, string kept)
    {
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        var lake = Directory.CreateDirectory(folder.PathOf("lake")).FullName;
        Assert.SkipUnless(await SucceedsAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", lake), "A small disk takes the right to mount one.");
        try
        {
            var full = await TarnProgram.RunAsync(folder.Location, "run");
            full.ExitCode.ShouldBe(ExitCodes.Unavailable, full.Whole);
            full.Out.ShouldContain($"failed: main is as it was; {kept}\n");
            (await SucceedsAsync("mount", "-o", "remount,size=64m", lake)).ShouldBeTrue();
            var goOn = full.Out.Split('\n').Single(l => l.StartsWith("  go on:  tarn ", StringComparison.Ordinal)).Split("tarn ")[1].Split("  ")[0];
            var roomy = await TarnProgram.RunAsync(folder.Location, goOn.Split(' '));
            roomy.ExitCode.ShouldBe(ExitCodes.Ok, full.Whole + roomy.Whole);
            (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "branch")).ShouldNotContain("run/");
        }
        finally
        {
            await SucceedsAsync("umount", lake);
        }
    }

    private static async Task<bool> SucceedsAsync(string program, params IEnumerable<string> args)
    {
        if (OperatingSystem.IsWindows())
            return false;
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
