using Tarn.Runs;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Kinds of tests that a project defines itself, and tests of ephemeral models.</summary>
public sealed class DefinedTestsTests : IDisposable
{
    private readonly TestProject _project = TestProject.WithOrders().WithModels()
        .With("tests/generic/at_most.sql", "{% test at_most(model, column_name, most, of=none) %}\nselect * from {{ model }} where {{ column_name }} > {{ most }}{% if of %} and order_id in (select order_id from {{ of }}){% endif %}\n{% endtest %}")
        .With("macros/never.sql", "{% test never(model, condition) %}\n{{ config(severity='warn') }}\nselect * from {{ model }} where {{ condition }}\n{% endtest %}")
        .WithRevision(1, (1, "ann", 10), (2, "bob", 200));

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_test_of_ones_own_stops_the_run_when_it_finds_rows()
    {
        Declare("orders", "columns: [{ name: amount, data_tests: [{ at_most: { most: 100 } }] }]");
        var failed = await _project.RunAsync();
        failed.Status.ShouldBe(RunStatus.Failed, failed.Told());
        var problem = failed.Step("audit:silver.orders").Problems.ShouldHaveSingleItem();
        problem.What.ShouldBe("amount of silver.orders fails the test at_most (1 failing row).");
        problem.Where.ShouldStartWith("models/schema.yml:");
    }

    [Theory]
    [InlineData("{ at_most: { most: 200 } }", "pass")]
    [InlineData("{ at_most: { most: 100, config: { where: order_id = 1 } } }", "pass")]
    [InlineData("{ at_most: { most: 100, of: ref('order_log'), config: { severity: warn } } }", "warn")]
    [InlineData("{ at_most: { most: \"{{ 10 * 20 }}\" } }", "pass")]
    public async Task Its_arguments_and_configuration_are_as_in_dbt(string test, string status)
    {
        Declare("orders", $"columns: [{{ name: amount, data_tests: [{test}] }}]");
        var report = await _project.RunAsync();
        report.Status.ShouldBe(RunStatus.Succeeded, report.Told());
        report.Steps.SelectMany(s => s.Checks).Single(c => c.Check.StartsWith("at_most_orders_", StringComparison.Ordinal)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task The_severity_of_its_definition_counts_unless_another_is_written()
    {
        Declare("orders", "data_tests: [{ never: { condition: amount > 100 } }]");
        (await _project.RunAsync()).Status.ShouldBe(RunStatus.Succeeded);
        Declare("orders", "data_tests: [{ never: { condition: amount > 100, config: { severity: error } } }]");
        (await _project.RunAsync()).Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task An_argument_it_does_not_take_is_told_at_its_place()
    {
        Declare("orders", "data_tests: [{ never: { condition: amount > 100, colour: red } }]");
        var wrong = await Should.ThrowAsync<TarnException>(() => _project.RunAsync());
        wrong.Kind.ShouldBe(FailureKind.Invalid);
        var problem = wrong.Problems.ShouldHaveSingleItem();
        (problem.What, problem.Where!.Split(':')[0]).ShouldBe(("The macro 'test_never' has no argument 'colour'.", "models/schema.yml"));
    }

    [Fact]
    public async Task An_ephemeral_model_is_tested_by_what_it_reads()
    {
        Declare("dear_orders", "columns: [{ name: order_id, data_tests: [unique, not_null, { relationships: { to: ref('dear_orders'), field: order_id } }] }, { name: amount, data_tests: [{ at_most: { most: 100 } }] }]");
        var failed = await _project.RunAsync();
        failed.Status.ShouldBe(RunStatus.Failed, failed.Told());
        var audit = failed.Step("audit:silver.orders");
        audit.Checks.Where(c => c.Check.Contains("dear_orders", StringComparison.Ordinal)).Select(c => c.Status).Order(StringComparer.Ordinal).ShouldBe(["fail", "pass", "pass", "pass"]);
        audit.Problems.ShouldHaveSingleItem().What.ShouldBe("amount of silver.dear_orders fails the test at_most (1 failing row).");
    }

    private void Declare(string model, string tests) => _project.With("models/schema.yml", $"version: 2\nmodels:\n  - name: {model}\n    {tests}");
}
