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

    private static async Task<bool> SucceedsAsync(string program, params IEnumerable<string> args)
    {
        if (OperatingSystem.IsWindows())
            return false;
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
