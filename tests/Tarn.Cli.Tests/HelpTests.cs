using System.Text;

namespace Tarn.Cli.Tests;

public sealed class HelpTests
{
    private static readonly string[] Commands =
    [
        "", "demo", "init", "validate", "plan", "run", "status", "query", "table", "table list", "table show", "table import", "log", "show", "diff",
        "branch", "branch list", "branch create", "branch delete", "tag", "tag list", "tag create", "tag delete", "merge",
        "maintain", "maintain compact", "maintain manifests", "maintain expire", "maintain orphans",
    ];

    [Fact]
    public async Task Every_command_tells_what_it_does_with_examples()
    {
        var all = new StringBuilder();
        foreach (var command in Commands)
        {
            var args = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("--help");
            all.Append($"$ tarn {string.Join(' ', args)}\n{await TarnProgram.OutputAsync(Path.GetTempPath(), ExitCodes.Ok, args)}\n");
        }
        all.ToString().Split('\n').ShouldAllBe(line => line.Length <= 80 || line.Contains("tarn query", StringComparison.Ordinal));
        Approved.Text(all.ToString());
    }

    [Fact]
    public async Task Without_arguments_the_program_shows_its_help() =>
        (await TarnProgram.OutputAsync(Path.GetTempPath(), ExitCodes.Ok)).ShouldBe(await TarnProgram.OutputAsync(Path.GetTempPath(), ExitCodes.Ok, "-h"));

    [Fact]
    public async Task The_version_is_one_line() =>
        (await TarnProgram.OutputAsync(Path.GetTempPath(), ExitCodes.Ok, "--version")).ShouldMatch(@"\Atarn \d+\.\d+\.\d+\n\z");

    [Fact]
    public async Task It_starts_in_less_than_a_third_of_a_second_of_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The shell's own clock is asked.");
        // Work, not waiting: other tests run beside. 0.12 s of both on two quiet cores.
        using var shell = TarnProgram.Start("/bin/bash", Path.GetTempPath(), ["-c", "TIMEFORMAT='%U %S'; for i in 1 2 3 4 5; do time \"$0\" --help >/dev/null; done", TarnProgram.Binary], environment: null);
        var times = (await TarnProgram.EndAsync(shell)).Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        times.Length.ShouldBe(5);
        times.Min(t => t.Split(' ').Sum(double.Parse)).ShouldBeLessThan(0.3);
    }
}
