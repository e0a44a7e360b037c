using Tarn.Checks;
using Tarn.Project;

namespace Tarn.Core.Tests.Checks;

/// <summary>The generated SQL, asked of the engine.</summary>
public sealed class CheckRunTests
{
    private const string Tables = """
        create schema silver;
        create schema bronze;
        create table silver.titles as select * from (values (1, 'Dune'), (2, 'Emma'), (null, 'Lost')) t(title_id, title);
        create table silver.checkouts as select * from (values
            (1, 'ebook', 1, 2020), (2, 'audiobook', 2, 2021), (2, 'ebook', 9, 2021), (3, 'vinyl', null, 2022), (null, null, 8, 2022), (null, 'vinyl', 8, 2022)
        ) t(checkout_id, format, title_id, year);
        """;

    [Theory]
    [InlineData("unique", "checkout_id", 1)]
    [InlineData("unique", "CHECKOUT_ID", 1)]
    [InlineData("not_null", "checkout_id", 2)]
    [InlineData("not_null", "year", 0)]
    public void Rows_that_break_a_plain_test_are_counted(string kind, string column, long failures) =>
        Run(CheckScene.Test(kind, column)).ShouldBe(failures == 0 ? new CheckOutcome.Pass() : new CheckOutcome.Fail(failures));

    [Fact]
    public void Accepted_values_counts_values_and_never_minds_null()
    {
        var test = CheckScene.Test("accepted_values", "format", ("values", List("ebook", "audiobook")));
        Run(test).ShouldBe(new CheckOutcome.Fail(1));
        Run(Set(test, s => s with { FailCalc = "sum(n_records)" })).ShouldBe(new CheckOutcome.Fail(2));
        Run(CheckScene.Test("accepted_values", "format", ("values", List("ebook", "audiobook", "vinyl")))).ShouldBe(new CheckOutcome.Pass());
    }

    [Fact]
    public void Accepted_values_without_quotes_are_SQL()
    {
        Run(CheckScene.Test("accepted_values", "year", ("values", List(2020L, 2021L, "2000 + 22")), ("quote", false))).ShouldBe(new CheckOutcome.Pass());
        Run(CheckScene.Test("accepted_values", "format", ("values", List("it's")))).ShouldBe(new CheckOutcome.Fail(3));
    }

    [Fact]
    public void Relationships_counts_rows_without_a_parent_even_when_a_parent_is_null() =>
        Run(CheckScene.Test("relationships", "title_id", ("to", "ref('titles')"), ("field", "title_id"))).ShouldBe(new CheckOutcome.Fail(3));

    [Fact]
    public void A_field_may_be_an_expression() =>
        Run(CheckScene.Test("relationships", null, ("column_name", "title_id - 0"), ("to", "ref(\"titles\")"), ("field", "title_id + 0"))).ShouldBe(new CheckOutcome.Fail(3));

    [Fact]
    public void A_condition_chooses_the_rows_even_with_a_comment_behind_it()
    {
        var test = Set(CheckScene.Test("not_null", "checkout_id"), s => s with { Where = "format is not null -- those with one" });
        Run(test).ShouldBe(new CheckOutcome.Fail(1));
    }

    [Fact]
    public void A_limit_bounds_what_is_counted_and_a_query_keeps_its_own()
    {
        Run(Set(CheckScene.Test("not_null", "checkout_id"), s => s with { Limit = 1 })).ShouldBe(new CheckOutcome.Fail(1));
        var query = CheckBuilder.Of(CheckScene.Project("version: 2\n", ("q", "with a as (select 1 as x, 2 as x)\nselect * from a, range(9)\norder by 3 limit 4 -- four\n;\n")), CheckScene.Targets).Single();
        CheckScene.Run(query, Tables).ShouldBe(new CheckOutcome.Fail(4));
        CheckScene.Run(query with { Settings = query.Settings with { Limit = 3 } }, Tables).ShouldBe(new CheckOutcome.Fail(3));
    }

    [Theory]
    [InlineData("> 1", "> 3", TestSeverity.Error, "Warn")]
    [InlineData("> 1", "> 1", TestSeverity.Error, "Fail")]
    [InlineData("> 1", "> 1", TestSeverity.Warn, "Warn")]
    [InlineData("> 2", "> 2", TestSeverity.Error, "Pass")]
    [InlineData("> 5", "> 1", TestSeverity.Warn, "Pass")]
    public void Thresholds_decide(string warnIf, string errorIf, TestSeverity severity, string outcome) =>
        Run(Set(CheckScene.Test("not_null", "checkout_id"), s => s with { WarnIf = warnIf, ErrorIf = errorIf, Severity = severity })).GetType().Name.ShouldBe(outcome);

    [Theory]
    [InlineData("unique_field")]
    [InlineData("n_records")]
    [InlineData("value_field")]
    [InlineData("from_field")]
    [InlineData("order")]
    public void Columns_may_be_called_as_the_query_calls_its_own(string column)
    {
        var tables = $"create schema silver; create table silver.checkouts as select * from (values (1), (1), (2), (null)) t(\"{column}\");";
        CheckScene.Run(CheckScene.Check(CheckScene.Test("unique", column)), tables).ShouldBe(new CheckOutcome.Fail(1));
        CheckScene.Run(CheckScene.Check(CheckScene.Test("not_null", column)), tables).ShouldBe(new CheckOutcome.Fail(1));
        CheckScene.Run(CheckScene.Check(CheckScene.Test("accepted_values", column, ("values", List(7L)))), tables).ShouldBe(new CheckOutcome.Fail(2));
        CheckScene.Run(CheckScene.Check(CheckScene.Test("relationships", column, ("to", "ref('checkouts')"), ("field", column))), tables).ShouldBe(new CheckOutcome.Pass());
    }

    [Fact]
    public void A_sum_of_no_failing_rows_passes() =>
        Run(Set(CheckScene.Test("unique", "year"), s => s with { FailCalc = "sum(n_records)", Where = "false" })).ShouldBe(new CheckOutcome.Pass());

    private static CheckOutcome Run(TestDeclaration test) => CheckScene.Run(CheckScene.Check(test), Tables);

    private static TestDeclaration Set(TestDeclaration test, Func<TestSettings, TestSettings> change) => test with { Settings = change(test.Settings) };

    private static List<object?> List(params object?[] values) => [.. values];
}
