using System.Text;
using System.Text.Json;

namespace Tarn.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task A_wrong_command_line_is_told_with_a_near_name()
    {
        var all = new StringBuilder();
        foreach (var line in (string[])[
            "rnu", "statsu", "xyzzy", "run --jsn", "query --jsn", "branch crate dev", "log main", "table show", "diff", "log -n x", "log -n 0",
            "demo --port 99999", "query", "query select --format xml", "--var", "init", "init x --sample libary", "run --var novalue --project ."])
        {
            using var folder = new FreshFolder();
            folder.Write("tarn.yml", "name: x\n");
            var result = await TarnProgram.RunAsync(folder.Location, line.Split(' '));
            result.ExitCode.ShouldBe(ExitCodes.Invalid, line);
            result.Out.ShouldBeEmpty();
            all.Append($"$ tarn {line}\n{result.Error}\n");
        }
        Approved.Text(all.ToString());
    }

    [Fact]
    public async Task With_json_a_failure_is_one_object_on_standard_output()
    {
        var result = await TarnProgram.RunAsync(Path.GetTempPath(), "rnu", "--json");
        result.ExitCode.ShouldBe(ExitCodes.Invalid);
        result.Error.ShouldBeEmpty();
        JsonElement.Parse(result.Out).GetProperty("error").GetProperty("kind").GetString().ShouldBe("invalid");
        Approved.Text(result.Out, "json");
    }

    [Fact]
    public async Task A_folder_without_a_project_says_what_to_do()
    {
        using var folder = new FreshFolder();
        var above = await TarnProgram.RunAsync(folder.Location, "status");
        var named = await TarnProgram.RunAsync(folder.Location, "status", "--project", "nowhere");
        Approved.Text(Masked.Text(above.Whole + named.Whole, folder.Location));
    }

    [Fact]
    public async Task Text_in_a_pipe_has_no_escape_codes()
    {
        var help = await TarnProgram.RunAsync(Path.GetTempPath(), "--help");
        var error = await TarnProgram.RunAsync(Path.GetTempPath(), "rnu");
        (help.Whole + error.Whole).ShouldNotContain('\e');
    }
}
