using Tarn.Project;

namespace Tarn.Core.Tests.Project;

public sealed class PropertiesTests
{
    [Fact]
    public void Tests_are_read_in_every_way_dbt_writes_them()
    {
        var model = Load("""
            version: 2
            models:
              - name: a
                description: A
                tags: nightly
                config: { materialized: table, tags: [gold], meta: { owner: me } }
                data_tests:
                  - dbt_utils.recency: { field: day }
                columns:
                  - name: id
                    data_type: bigint
                    meta: { x: 1 }
                    tests: [unique, not_null]
                  - name: kind
                    data_tests:
                      - accepted_values: { values: [a, 1, true], severity: warn }
                      - relationships:
                          name: kind_is_known
                          arguments: { to: ref('b'), field: id }
                          config: { where: "kind <> 'x'", limit: 10, error_if: ">5", warn_if: ">1", enabled: false, tags: x }
                      - test_name: not_null
                        name: kind_is_there
            """).ModelProperties.Single();
        model.Config["materialized"].ShouldBe("table");
        ((IEnumerable<object?>)model.Config["tags"]!).ShouldBe(["nightly", "gold"]);
        model.Tests.Single().Kind.ShouldBe("dbt_utils.recency");
        model.Where.ShouldBe("models/schema.yml:3:5");
        model.Columns[0].Tests.Select(t => (t.Kind, t.Column, t.Settings.Severity, t.Where)).ShouldBe(
        [
            ("unique", "id", TestSeverity.Error, "models/schema.yml:13:17"),
            ("not_null", "id", TestSeverity.Error, "models/schema.yml:13:25"),
        ]);
        var tests = model.Columns[1].Tests;
        ((IEnumerable<object?>)tests[0].Arguments["values"]!).ShouldBe(["a", 1L, true]);
        tests[0].Settings.Severity.ShouldBe(TestSeverity.Warn);
        tests[0].Arguments.Keys.ShouldBe(["values"]);
        tests[1].Arguments["to"].ShouldBe("ref('b')");
        tests[1].Settings.Tags.ShouldBe(["x"]);
        (tests[1].Settings with { Tags = [] }).ShouldBe(new TestSettings { Where = "kind <> 'x'", Limit = 10, ErrorIf = ">5", WarnIf = ">1", Enabled = false, Tags = [] });
        (tests[1].Name, tests[2].Kind, tests[2].Name).ShouldBe(("kind_is_known", "not_null", "kind_is_there"));
    }

    [Fact]
    public void Blocks_of_sources_declare_tables_and_know_those_that_Tarn_lands()
    {
        using var files = ScratchProject.Named("library")
            .With("sources/vendor.yml", "source: vendor\nresources: [{ name: items, table: raw.items, files: { glob: a.csv } }]\n")
            .With("models/sources.yaml", """
                sources:
                  - name: legacy
                    schema: old
                    tables: [{ name: Loans, identifier: loans }]
                  - name: vendor
                    tables:
                      - name: items
                        columns: [{ name: id, tests: [unique] }]
                """);
        var tables = files.Load().DeclaredTables;
        tables.Select(t => $"{t.Source}.{t.Name} {t.Table}").ShouldBe(["legacy.Loans old.loans", "vendor.items raw.items"]);
        tables[1].Columns.Single().Tests.Single().Kind.ShouldBe("unique");
    }

    [Fact]
    public void What_dbt_knows_and_has_no_effect_yet_is_a_warning() =>
        Approved.Match(string.Join("\n", Load("""
            version: 2
            exposures: [{ name: x }]
            models:
              - name: a
                docs: { show: false }
                config: { pre-hook: "select 1" }
              - name: aa
            """).Warnings) + "\n", "PropertiesTests.Warnings.approved.txt");

    [Fact]
    public void Wrong_properties_are_told_at_once()
    {
        using var files = ScratchProject.Named("library").With("models/a.sql", "select 1").With("models/schema.yml", """
            version: 1
            modles: []
            models:
              - name: a
                columns:
                  - name: id
                    data_tests:
                      - accepted_values: { value: [a] }
                      - unique: { severity: warning }
                      - { unique: {}, not_null: {} }
                      - 
                      - not_null: { config: warn }
                  - name: ID
              - name: a
              - description: nameless
            sources:
              - name: Old Tables
                tables: [{ name: x }]
            """);
        Approved.Match(files.Problems(), "PropertiesTests.Wrong.approved.txt");
    }

    private static LakeProject Load(string properties)
    {
        using var files = ScratchProject.Named("library").With("models/a.sql", "select 1").With("models/schema.yml", properties);
        return files.Load();
    }
}
