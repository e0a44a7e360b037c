using Tarn.Checks;
using Tarn.Project;

namespace Tarn.Core.Tests.Checks;

public sealed class CheckBuilderTests
{
    private const string Properties = """
        version: 2
        models:
          - name: checkouts
            data_tests:
              - unique: { column_name: "branch || '-' || checkout_id" }
            columns:
              - name: checkout_id
                data_tests: [unique, not_null]
              - name: format
                data_tests:
                  - accepted_values: { values: [ebook, audiobook], config: { severity: warn } }
                  - accepted_values: { name: format_code, values: [1, true, 2.5], quote: false, where: "year > 2020" }
                  - accepted_values: { name: said_twice, values: ["it's", 7], limit: 10, warn_if: "> 1", error_if: ">= 10", fail_calc: sum(n_records) }
                  - not_null: { enabled: false }
              - name: title_id
                data_tests:
                  - relationships: { to: ref('titles'), field: title_id }
                  - relationships: { to: "source('raw', 'holds')", field: lower(title), where: title_id > 0 }
        sources:
          - name: raw
            schema: bronze
            tables:
              - name: holds
                columns: [{ name: hold_id, data_tests: [unique] }]
        """;

    [Fact]
    public void The_SQL_of_every_test_is_approved()
    {
        var checks = CheckBuilder.Of(CheckScene.Project(Properties, ("no_negative_fee", "select * from silver.checkouts\nwhere fee < 0;\n")), CheckScene.Targets);
        var text = checks.Select(c => $"-- {c.Name} ({c.Severity}, {c.Where}): {c.Describe}\n-- reads {string.Join(", ", c.Reads)}\n{CheckQuery.Of(c)};\n");
        Approved.Match(string.Join("\n", text), "CheckBuilderTests.Sql.approved.sql");
    }

    [Fact]
    public void Names_are_those_that_dbt_makes_up()
    {
        var checks = CheckBuilder.Of(CheckScene.Project(Properties), CheckScene.Targets);
        checks.Select(c => c.Name).ShouldBe(
        [
            "unique_checkouts_branch_checkout_id",
            "unique_checkouts_checkout_id",
            "not_null_checkouts_checkout_id",
            "accepted_values_checkouts_format__ebook__audiobook",
            "format_code",
            "said_twice",
            "relationships_checkouts_title_id__title_id__ref_titles_",
            "relationships_checkouts_" + Md5("relationships_checkouts_title_id__lower_title___source_raw_holds_"),
            "source_unique_raw_holds_hold_id",
        ]);
    }

    [Fact]
    public void A_name_of_sixty_four_letters_is_cut_and_one_of_sixty_three_is_not()
    {
        var column = new string('c', 63 - "unique_checkouts_".Length);
        CheckScene.Check(CheckScene.Test("unique", column)).Name.ShouldBe("unique_checkouts_" + column);
        CheckScene.Check(CheckScene.Test("unique", column + "c")).Name.ShouldBe("unique_checkouts_" + Md5($"unique_checkouts_{column}c"));
        var long30 = GenericTestName.Of(new CheckedTable(CheckedRelation.Of(TableName.Parse("a.b")), "a_model_with_quite_a_long_name_for_one", false), CheckScene.Test("not_null", "another_long_column"));
        long30.ShouldBe("not_null_a_model_with_quite_a__" + Md5("not_null_a_model_with_quite_a_long_name_for_one_another_long_column"));
    }

    [Fact]
    public void Values_stand_in_names_as_Python_writes_them()
    {
        var test = CheckScene.Test("accepted_values", "x", ("values", new List<object?> { true, 2.0, "a b-c" }), ("quote", false));
        CheckScene.Check(test).Name.ShouldBe("accepted_values_checkouts_x__False__True__2_0__a_b_c");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var project = CheckScene.Project("""
            version: 2
            models:
              - name: checkout
                data_tests: [{ unique: { column_name: id } }]
              - name: helper
                columns: [{ name: id, data_tests: [unique] }]
              - name: checkouts
                data_tests:
                  - unique
                  - unqiue: { column_name: id }
                  - dbt_utils.recency: { field: day }
                columns:
                  - name: id
                    data_tests:
                      - not_null
                      - not_null: { where: id > 3 }
                      - relationships: { to: ref('title'), field: id }
                      - relationships: { to: "source('raw', 'hold')", field: id }
                      - relationships: { to: titles, field: id }
                      - accepted_values: { values: [[1]] }
                      - unique: { column_name: x }
            """, ("empty", " ; "), ("torn", "{{"));
        var targets = CheckScene.Targets with
        {
            Render = file => file.Name == "torn"
                ? throw new TarnException(FailureKind.Invalid, new Problem("models.jinja", "It is torn.", file.Path))
                : CheckScene.Targets.Render(file),
        };
        Approved.Match(CheckScene.Problems(project, targets), "CheckBuilderTests.Problems.approved.txt");
    }

    [Fact]
    public void Arguments_that_no_loader_has_looked_at_are_checked_too()
    {
        var wrong = CheckScene.With(
            CheckScene.Test("unique", "id", ("quota", 1L)),
            CheckScene.Test("accepted_values", "id"),
            CheckScene.Test("accepted_values", "id", ("value", "a"), ("values", "a"), ("quote", "no")),
            CheckScene.Test("accepted_values", "id", ("values", new List<object?> { "a", null })),
            CheckScene.Test("relationships", "id", ("to", 3L)));
        Approved.Match(CheckScene.Problems(wrong), "CheckBuilderTests.Arguments.approved.txt");
    }

    [Fact]
    public void Tests_of_a_disabled_model_and_relationships_to_it_are_left_out()
    {
        var project = CheckScene.Project("""
            version: 2
            models:
              - name: helper
                columns: [{ name: id, data_tests: [unique] }]
              - name: checkouts
                columns: [{ name: id, data_tests: [unique, { relationships: { to: ref('helper'), field: id } }] }]
            """);
        CheckBuilder.Of(project, CheckScene.Targets with { DisabledModels = ["helper"] }).ShouldHaveSingleItem().Name.ShouldBe("unique_checkouts_id");
    }

    [Fact]
    public void A_query_takes_its_settings_from_its_config()
    {
        var config = new Dictionary<string, object?>
        {
            ["severity"] = "WARN", ["limit"] = 5L, ["warn_if"] = "> 1", ["error_if"] = "> 2", ["fail_calc"] = "max(n)", ["tags"] = new List<object?> { "a" }, ["store_failures"] = true,
        };
        var settings = Query(config).ShouldHaveSingleItem().Settings;
        settings.Tags.ShouldBe(["a"]);
        settings.ShouldBe(new TestSettings { Severity = TestSeverity.Warn, Limit = 5, WarnIf = "> 1", ErrorIf = "> 2", FailCalc = "max(n)", Tags = settings.Tags });
    }

    [Fact]
    public void A_query_that_is_switched_off_is_no_check() =>
        Query(new Dictionary<string, object?> { ["enabled"] = false }).ShouldBeEmpty();

    [Fact]
    public void What_is_wrong_in_the_config_of_a_query_is_told()
    {
        var config = new Dictionary<string, object?>
        {
            ["severity"] = "loud", ["limit"] = 0L, ["warn_if"] = 1L, ["enabled"] = "no", ["tags"] = 1L, ["severty"] = "warn", ["where"] = "x > 1",
        };
        var fault = Should.Throw<TarnException>(() => Query(config));
        Approved.Match(string.Join("\n", fault.Problems) + "\n", "CheckBuilderTests.Config.approved.txt");
    }

    private static IReadOnlyList<Check> Query(IReadOnlyDictionary<string, object?> config) => CheckBuilder.Of(
        CheckScene.Project("version: 2\n", ("a_query", "select 1")),
        CheckScene.Targets with { Render = file => CheckScene.Targets.Render(file) with { Config = config } });

    private static string Md5(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
