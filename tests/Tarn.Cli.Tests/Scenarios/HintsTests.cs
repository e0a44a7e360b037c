using System.Text.RegularExpressions;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>What is printed works when it is pasted.</summary>
public sealed class HintsTests
{
    private static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string> { ["TARN_COMMAND"] = TarnProgram.Binary };

    [Fact]
    public async Task The_query_of_a_failed_check_shows_the_rows_when_it_is_pasted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hint is pasted into a Unix shell.");
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", "my shop");
        folder.Write("my shop/tests/no_such_amount.sql", "select order_id, 'a$HOME`b\\' as \"odd name\" -- not all\nfrom {{ ref('orders') }}\nwhere order_id = '1001'\n");
        var failed = await EndAsync(folder.Location, "run", "--project", "my shop");
        failed.ExitCode.ShouldBe(ExitCodes.Failed, failed.Whole);
        var printed = Regex.Match(failed.Error, "Look at them: (?<hint>.*?)\n  \\[check", RegexOptions.Singleline).Groups["hint"].Value;
        printed.ShouldStartWith($"{TarnProgram.Binary} query --project 'my shop' --at run/");
        using var shell = TarnProgram.Start("/bin/sh", folder.Location, ["-c", printed], Environment);
        var pasted = await TarnProgram.EndAsync(shell);
        pasted.ExitCode.ShouldBe(ExitCodes.Ok, pasted.Whole);
        pasted.Out.ShouldBe("order_id  odd name\n    1001  a$HOME`b\\\n");
    }

    [Fact]
    public async Task A_message_names_the_program_and_the_project_as_they_were_typed()
    {
        using var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", "shop");
        (await EndAsync(folder.Location, "status", "--project", "shop")).Error.ShouldContain($"'{TarnProgram.Binary} run --project shop' makes it.");
        (await EndAsync(folder.Location, "status", "--project", "shop", "--json")).Out.ShouldContain("tarn run --project shop' makes it.");
    }

    private static async Task<ProgramResult> EndAsync(string folder, params string[] args)
    {
        using var process = TarnProgram.Start(folder, args, Environment);
        return await TarnProgram.EndAsync(process);
    }
}
