using Tarn.Cli.Demo;

namespace Tarn.Cli.Tests.Scenarios;

/// <summary>What a new user gets wrong, and what goes wrong outside: each message says what, where, and what next.</summary>
public sealed class MistakesTests
{
    [Fact]
    public async Task A_wrong_key_in_a_project_is_told_with_all_the_other_problems()
    {
        using var folder = await StarterAsync();
        folder.Edit("tarn.yml", "warehouse: lake", "warehous: lake");
        folder.Edit("sources/shop.yml", "glob: data/orders-*.csv", "globb: data/orders-*.csv");
        await ApproveAsync(folder, ExitCodes.Invalid, nameof(A_wrong_key_in_a_project_is_told_with_all_the_other_problems), "validate");
    }

    [Fact]
    public async Task A_cycle_is_told_with_its_way()
    {
        using var folder = await StarterAsync();
        folder.Write("models/gold/a.sql", "select * from {{ ref('b') }}\n");
        folder.Write("models/gold/b.sql", "select * from {{ ref('a') }}\n");
        await ApproveAsync(folder, ExitCodes.Invalid, nameof(A_cycle_is_told_with_its_way), "run");
    }

    [Fact]
    public async Task An_unknown_ref_in_a_model_is_told()
    {
        using var folder = await StarterAsync();
        folder.Edit("models/gold/daily_sales.sql", "ref('orders')", "ref('order')");
        await ApproveAsync(folder, ExitCodes.Invalid, nameof(An_unknown_ref_in_a_model_is_told), "plan");
    }

    [Fact]
    public async Task Wrong_sql_in_a_model_is_told_with_its_file()
    {
        using var folder = await StarterAsync();
        folder.Edit("models/gold/daily_sales.sql", "count(*) as orders", "count(*) as orders, sum(amuont) as x");
        await ApproveAsync(folder, ExitCodes.Failed, nameof(Wrong_sql_in_a_model_is_told_with_its_file), "run");
    }

    [Fact]
    public async Task A_row_of_csv_that_is_ragged_is_told()
    {
        using var folder = await StarterAsync();
        folder.Write("data/orders-2026-06-05.csv", "order_id,ordered_at,customer,product,quantity,unit_price\n1007,2026-06-05T09:00:00Z,ada,tea\n1008,2026-06-05T10:00:00Z,bo,tea,1,4.50\n");
        var result = await TarnProgram.RunAsync(folder.Location, "run");
        Approved.Text(Masked.Text(Masked.StepsInOrder(result.Whole), folder.Location));
    }

    [Fact]
    public async Task A_check_that_fails_leaves_main_alone_and_says_how_to_go_on()
    {
        using var folder = await StarterAsync();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "run");
        folder.Write("data/orders-2026-06-05.csv", "order_id,ordered_at,customer,product,quantity,unit_price\n1007,2026-06-05T09:00:00Z,ada,tea,-2,4.50\n");
        var failed = await TarnProgram.RunAsync(folder.Location, "run");
        failed.ExitCode.ShouldBe(ExitCodes.Failed, failed.Whole);
        (await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "query", "select count(*) as n from silver.orders", "--json")).ShouldBe("[{\"n\":6}]\n");
        folder.Edit("models/silver/orders.sql", "qualify", "where quantity::integer > 0\nqualify");
        var resumed = await TarnProgram.RunAsync(folder.Location, "run", "--resume");
        resumed.ExitCode.ShouldBe(ExitCodes.Ok, resumed.Whole);
        Approved.Text(Masked.Text(Masked.StepsInOrder(failed.Whole) + "\n" + Masked.StepsInOrder(resumed.Whole), folder.Location));
    }

    [Fact]
    public async Task A_vendor_that_answers_500_and_then_garbage_is_told()
    {
        using var folder = new FreshFolder();
        DemoFolder.Prepare(folder.Location, FreePort.Find());
        folder.Edit("sources/overdrive.yml", "  auth:", "  retry: { attempts: 1, backoff: 10ms }\n  auth:");
        await using var vendor = new ScriptedVendor(ScriptedVendor.Says(500, "oops"), ScriptedVendor.Says(200, "<html>maintenance</html>"));
        using var run = TarnProgram.Start(folder.Location, ["run"], new Dictionary<string, string> { ["OVERDRIVE_URL"] = vendor.Url });
        var result = await TarnProgram.EndAsync(run);
        result.ExitCode.ShouldBe(ExitCodes.Unavailable, result.Whole);
        Approved.Text(Masked.Text(Masked.StepsInOrder(result.Whole), folder.Location));
    }

    [Fact]
    public async Task A_vendor_that_is_not_there_is_told()
    {
        using var folder = new FreshFolder();
        DemoFolder.Prepare(folder.Location, FreePort.Find());
        folder.Edit("sources/overdrive.yml", "  auth:", "  retry: { attempts: 0 }\n  auth:");
        var result = await TarnProgram.RunAsync(folder.Location, "run");
        result.ExitCode.ShouldBe(ExitCodes.Unavailable, result.Whole);
        Approved.Text(Masked.Text(Masked.StepsInOrder(result.Whole), folder.Location));
    }

    [Fact]
    public async Task A_lake_that_is_not_there_yet_is_told()
    {
        using var folder = await StarterAsync();
        await ApproveAsync(folder, ExitCodes.Invalid, nameof(A_lake_that_is_not_there_yet_is_told), "query", "select 1");
    }

    private static async Task<FreshFolder> StarterAsync()
    {
        var folder = new FreshFolder();
        await TarnProgram.OutputAsync(folder.Location, ExitCodes.Ok, "init", ".", "--name", "shop");
        return folder;
    }

    private static async Task ApproveAsync(FreshFolder folder, int exitCode, string test, params string[] args)
    {
        var result = await TarnProgram.RunAsync(folder.Location, args);
        result.ExitCode.ShouldBe(exitCode, result.Whole);
        Approved.Text(Masked.Text(Masked.StepsInOrder(result.Whole), folder.Location), test: test);
    }
}
