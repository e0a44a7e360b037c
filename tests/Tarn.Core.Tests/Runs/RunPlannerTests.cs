using Tarn.Runs;

namespace Tarn.Core.Tests.Runs;

public sealed class RunPlannerTests
{
    private static readonly TableName Bronze = TableName.Parse("bronze.checkouts");
    private static readonly TableName Silver = TableName.Parse("silver.checkouts");
    private static readonly TableName Gold = TableName.Parse("gold.daily");

    private static readonly RunInventory Library = new()
    {
        Lands = [new("overdrive", "checkouts", Bronze, "l1")],
        Models = [new("checkouts", Silver, "incremental", [Bronze, Silver], "m1"), new("daily", Gold, "table", [Silver], "m2")],
        Audits =
        [
            new("silver.checkouts", ["unique_checkouts_id"], [Silver], "a1"),
            new("every_checkout_is_counted", ["every_checkout_is_counted"], [Silver, Gold], "a2"),
        ],
    };

    [Fact]
    public void A_model_waits_for_the_audit_of_what_it_reads() =>
        StepsOf(Library, RunSelection.Everything).ShouldBe(
        [
            "open <- ",
            "land:overdrive.checkouts <- open",
            "model:silver.checkouts <- land:overdrive.checkouts",
            "audit:silver.checkouts <- model:silver.checkouts",
            "model:gold.daily <- audit:silver.checkouts",
            "audit:every_checkout_is_counted <- model:silver.checkouts, model:gold.daily",
            "publish <- open, land:overdrive.checkouts, model:silver.checkouts, audit:silver.checkouts, model:gold.daily, audit:every_checkout_is_counted",
        ]);

    [Fact]
    public void What_is_not_selected_is_read_as_it_is() =>
        StepsOf(Library, new RunSelection(new HashSet<TableName> { Gold })).ShouldBe(
        [
            "open <- ",
            "model:gold.daily <- open",
            "audit:every_checkout_is_counted <- model:gold.daily",
            "publish <- open, model:gold.daily, audit:every_checkout_is_counted",
        ]);

    [Fact]
    public void A_test_that_looks_at_no_table_is_done_where_everything_is_run()
    {
        var inventory = Library with { Audits = [new("always", ["always"], [], "a3")] };
        StepsOf(inventory, RunSelection.Everything).ShouldContain("audit:always <- open");
        StepsOf(inventory, new RunSelection(new HashSet<TableName> { Gold })).ShouldNotContain("audit:always <- open");
    }

    [Fact]
    public void A_change_of_a_step_changes_the_fingerprints_of_all_that_need_it_and_of_no_other()
    {
        var before = Prints(Library);
        var after = Prints(Library with { Models = [Library.Models[0], Library.Models[1] with { Fingerprint = "m2 edited" }] });
        before.Keys.Where(id => before[id] != after[id]).ShouldBe(["model:gold.daily", "audit:every_checkout_is_counted", "publish"], ignoreOrder: true);
    }

    [Fact]
    public void Steps_that_need_each_other_are_refused()
    {
        var loop = new RunInventory { Lands = [], Audits = [], Models = [new("a", Silver, "table", [Gold], ""), new("b", Gold, "table", [Silver], "")] };
        Should.Throw<InvalidOperationException>(() => RunPlanner.Plan(loop, RunSelection.Everything, BranchName.Main));
    }

    private static IEnumerable<string> StepsOf(RunInventory inventory, RunSelection selection) =>
        RunPlanner.Plan(inventory, selection, BranchName.Main).Select(p => $"{p.Step.Id} <- {string.Join(", ", p.Step.Needs)}");

    private static Dictionary<string, string> Prints(RunInventory inventory) =>
        RunPlanner.Plan(inventory, RunSelection.Everything, BranchName.Main).ToDictionary(p => p.Step.Id, p => p.Fingerprint);
}
