using System.Text;
using System.Text.Json;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>The documents that others script, and the same for people, over one project that ran.</summary>
public sealed class ShapesTests(RanProject project) : IClassFixture<RanProject>
{
    private static readonly string[] Lines =
    [
        "status", "plan", "validate", "table list", "table show gold.daily_sales", "table show silver.orders", "log", "log --all", "show", "diff main~1",
        "diff main main", "tag list", "branch create dev/anna", "branch list", "merge dev/anna --dry-run", "merge dev/anna", "branch delete dev/anna", "tag create june", "tag list", "tag delete june", "revert main --dry-run",
    ];

    /// <summary>Those of the lines whose documents are approved whole; the others have the same members.</summary>
    private static readonly string[] Documents =
        ["status", "plan", "validate", "table show gold.daily_sales", "log", "show", "diff main~1", "branch list", "tag list", "revert main --dry-run"];

    [Fact]
    public void A_run_has_its_members() => Approved.Text(Masked.Text(project.Run, project.Location), "json");

    [Fact]
    public async Task Every_document_has_its_members_and_every_text_its_lines()
    {
        var (texts, documents) = (new StringBuilder(), new StringBuilder());
        foreach (var line in Lines)
        {
            texts.Append($"$ tarn {line}\n{await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, line.Split(' '))}\n");
            if (!Documents.Contains(line, StringComparer.Ordinal))
                continue;
            var json = await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, [.. line.Split(' '), "--json"]);
            JsonElement.Parse(json).ValueKind.ShouldBeOneOf(JsonValueKind.Object, JsonValueKind.Array);
            documents.Append($"$ tarn {line} --json\n{json}\n");
        }
        Approved.Text(Masked.Text($"{texts}\n{documents}", project.Location));
    }

    [Fact]
    public async Task A_table_says_where_its_metadata_lies()
    {
        var table = JsonElement.Parse(await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "table", "show", "gold.daily_sales", "--json"));
        File.Exists(table.GetProperty("metadata_location").GetString()!.Replace("file://", "", StringComparison.Ordinal)).ShouldBeTrue();
        table.GetProperty("format_version").GetInt32().ShouldBe(2);
        table.GetProperty("snapshot_id").GetInt64().ShouldBePositive();
        table.GetProperty("rows").GetInt64().ShouldBe(2);
        table.GetProperty("files").GetInt32().ShouldBe(1);
        table.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["day", "orders", "small_orders", "amount"]);
    }

    [Fact]
    public async Task The_log_is_newest_first()
    {
        var log = JsonElement.Parse(await TarnProgram.OutputAsync(project.Location, ExitCodes.Ok, "log", "--json")).EnumerateArray().ToList();
        log.ShouldAllBe(c => c.EnumerateObject().Select(m => m.Name).SequenceEqual(
            new[] { "id", "parents", "message", "author", "time", "branch", "properties", "changes" }, StringComparer.Ordinal));
        for (var i = 1; i < log.Count; i++)
            log[i - 1].GetProperty("parents")[0].GetString().ShouldBe(log[i].GetProperty("id").GetString());
        log[0].GetProperty("id").GetString().ShouldBe(JsonElement.Parse(project.Run).GetProperty("published_commit").GetString());
    }
}
