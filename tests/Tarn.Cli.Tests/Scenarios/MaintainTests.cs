using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>Upkeep of the starter project's lake.</summary>
public sealed partial class MaintainTests(RanProject project) : IClassFixture<RanProject>
{
    [Fact]
    public async Task It_tells_what_it_would_do_and_what_it_did()
    {
        var told = new StringBuilder();
        string[] lines =
        [
            "maintain --dry-run", "maintain compact silver --rewrite-all --dry-run", "maintain compact silver --rewrite-all", "maintain compact", "maintain manifests", "maintain expire --older-than 24h",
            "maintain orphans", "maintain", "maintain --older-than 0s --force", "maintain orphans --json",
        ];
        foreach (var line in lines)
            told.Append($"$ tarn {line}\n{await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, line.Split(' '))}\n");
        Approved.Text(FileNames().Replace(Masked.Text(told.ToString(), project.Location), "-0dda4440/data/00000-0.parquet"));
        (await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "show", "main~2")).ShouldContain("silver.orders");
        using var late = TarnProgram.Start(project.Location, ["query", "select 1", "--at", "main~2"]);
        (await TarnProgram.EndAsync(late)).Error.ShouldContain("[catalog.expired]");
        (await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "query", "select count(*) as n from gold.daily_sales", "--format", "csv")).ShouldBe("n\r\n2\r\n");
    }

    [Fact]
    public async Task As_json_it_is_one_document_with_every_member()
    {
        var all = JsonElement.Parse(await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "maintain", "--dry-run", "--rewrite-all", "--json"));
        all.EnumerateObject().Select(m => m.Name).ShouldBe(["dry_run", "branch", "tables", "bytes_freed", "readers", "compact", "manifests", "expire", "orphans"]);
        all.GetProperty("compact")[0].EnumerateObject().Select(m => m.Name)
            .ShouldBe(["table", "files_before", "files_after", "bytes_before", "bytes_after", "delete_files", "commits", "note", "groups"]);
        all.GetProperty("expire").EnumerateObject().Select(m => m.Name).ShouldBe(["before", "commits", "tables", "bytes", "files"]);
        all.GetProperty("orphans").EnumerateObject().Select(m => m.Name).ShouldBe(["young_files", "young_bytes", "bytes", "files"]);
        var one = JsonElement.Parse(await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "maintain", "manifests", "--json"));
        (one.GetProperty("compact").ValueKind, one.GetProperty("manifests").ValueKind, one.GetProperty("orphans").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Array, JsonValueKind.Null));
    }

    [Theory]
    [InlineData("maintain --older-than 1h", "maintain.too-young")]
    [InlineData("maintain nowhere", "maintain.no-table")]
    [InlineData("maintain --branch nowhere", "maintain.branch")]
    [InlineData("maintain compact --sort-by (", "usage.sort")]
    [InlineData("maintain --older-than soon", "usage")]
    [InlineData("maintain compact --target-file-size much", "usage")]
    [InlineData("maintain orphans --keep 3", "usage")]
    public async Task What_cannot_be_is_told(string line, string code)
    {
        using var process = TarnProgram.Start(project.Location, line.Split(' '), environment: null);
        var ended = await TarnProgram.EndAsync(process);
        ended.ExitCode.ShouldBe(ExitCodes.Invalid, ended.Whole);
        ended.Error.ShouldContain($"[{code}");
    }

    [GeneratedRegex("-[0-9a-f]{8}/data/00000-0-[0-9a-f-]+\\.parquet")]
    private static partial Regex FileNames();
}
