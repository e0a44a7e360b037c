using System.Diagnostics;
using System.Text.Json;

namespace Tarn.Cli.Tests.Scenarios;

public sealed class DemoTests
{
    private const string Audiences =
        """
        [{"day":"2026-06-04","audience":"Adult Fiction","checkouts":3,"users":3},
         {"day":"2026-06-04","audience":"Juvenile Fiction","checkouts":2,"users":2},
         {"day":"2026-06-04","audience":"Young Adult Fiction","checkouts":1,"users":1}]

        """;

    [Fact]
    public async Task It_tells_what_it_landed_and_published_and_what_to_try_next()
    {
        using var folder = new FreshFolder();
        var result = await TarnProgram.RunAsync(folder.Location, "demo", "--into", "library");
        result.ExitCode.ShouldBe(ExitCodes.Ok, result.Whole);
        Approved.Text(Masked.Text(Masked.StepsInOrder(result.Whole), folder.Location));
    }

    [Fact]
    public async Task A_second_run_lands_the_same_page_and_changes_no_silver_or_gold_row()
    {
        using var folder = new FreshFolder();
        var first = await DemoAsync(folder);
        first.GetProperty("titles").EnumerateArray().Select(t => t.GetProperty("title_id").GetInt64()).ShouldBe([5550001, 5550002, 5550003, 5550004, 5550005, 5550006]);
        first.GetProperty("audiences").GetArrayLength().ShouldBe(3);
        var silver = await QueryAsync(folder, "select * from silver.checkouts order by all");
        var second = await DemoAsync(folder);
        (await QueryAsync(folder, "select * from silver.checkouts order by all")).ShouldBe(silver);
        (await QueryAsync(folder, "select * from gold.daily_by_audience order by checkouts desc")).ShouldBe(Audiences);
        (await QueryAsync(folder, "select count(*) as n from bronze.overdrive_checkouts")).ShouldBe("[{\"n\":12}]\n");
        var before = first.GetProperty("run").GetProperty("published_commit").GetString()!;
        second.GetProperty("run").GetProperty("published_commit").GetString().ShouldNotBe(before);
        (await QueryAsync(folder, "select count(*) as n from bronze.overdrive_checkouts", before)).ShouldBe("[{\"n\":6}]\n");
        (await QueryAsync(folder, "select count(*) as n from bronze.overdrive_checkouts", "main~1")).ShouldBe("[{\"n\":6}]\n");
        (await QueryAsync(folder, "select * from gold.daily_by_audience order by checkouts desc", before)).ShouldBe(Audiences);
    }

    [Fact]
    public async Task A_demo_that_was_killed_at_any_moment_is_finished_by_the_next()
    {
        using var folder = new FreshFolder();
        var moments = new Random(20260604);
        for (var kills = 0; kills < 6; kills++)
        {
            using var process = TarnProgram.Start(folder.Location, ["demo", "--into", "library", "--json"]);
            await Task.Delay(moments.Next(50, 900));
            process.Kill();
            await TarnProgram.EndAsync(process);
        }
        await DemoAsync(folder);
        (await QueryAsync(folder, "select * from gold.daily_by_audience order by checkouts desc")).ShouldBe(Audiences);
        (await QueryAsync(folder, "select count(*) as n, count(distinct checkout_id) as ids from silver.checkouts")).ShouldBe("[{\"n\":6,\"ids\":6}]\n");
        (await QueryAsync(folder, "select count(*) % 6 as torn from bronze.overdrive_checkouts")).ShouldBe("[{\"torn\":0}]\n");
        var status = JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "status", "--project", "library", "--json"));
        status.GetProperty("runs").EnumerateArray().ShouldAllBe(r => r.GetProperty("status").GetString() == "succeeded");
    }

    [Fact]
    public async Task Without_a_name_it_takes_a_new_folder_each_time()
    {
        using var folder = new FreshFolder();
        Directory.CreateDirectory(folder.PathOf("tarn-demo"));
        var json = JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "demo", "--json"));
        json.EnumerateObject().Select(m => m.Name).ShouldBe(["into", "run", "titles", "audiences", "next"]);
        json.GetProperty("into").GetString().ShouldBe(folder.PathOf("tarn-demo-2"));
    }

    [Fact]
    public async Task A_folder_that_is_no_demo_is_refused()
    {
        using var folder = new FreshFolder();
        folder.Write("thesis/chapter-1.txt", "mine");
        var result = await TarnProgram.RunAsync(folder.Location, "demo", "--into", "thesis");
        result.ExitCode.ShouldBe(ExitCodes.Invalid);
        Approved.Text(Masked.Text(result.Whole, folder.Location));
    }

    [Fact]
    public async Task Its_vendor_can_be_kept_up_for_runs_from_another_terminal()
    {
        using var folder = new FreshFolder();
        using var demo = TarnProgram.Start(folder.Location, ["demo", "--into", "library", "--serve", "--port", $"{FreePort.Find()}"]);
        while (await demo.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("The vendor's API stays up", StringComparison.Ordinal))
            line.ShouldNotStartWith("failed");
        var run = JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run", "--project", "library", "--json"));
        run.GetProperty("status").GetString().ShouldBe("succeeded");
        var asked = Stopwatch.GetTimestamp();
        await Signal.SendAsync(demo, "INT");
        (await TarnProgram.EndAsync(demo)).ExitCode.ShouldBe(ExitCodes.Ok);
        Stopwatch.GetElapsedTime(asked).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    private static async Task<JsonElement> DemoAsync(FreshFolder folder) =>
        JsonElement.Parse(await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "demo", "--into", "library", "--json"));

    private static Task<string> QueryAsync(FreshFolder folder, string sql, string at = "main") =>
        TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "query", sql, "--project", "library", "--json", "--at", at);
}
