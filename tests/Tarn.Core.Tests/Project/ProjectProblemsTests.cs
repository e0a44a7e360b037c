using Tarn.Project.Loading;

namespace Tarn.Core.Tests.Project;

public sealed class ProjectProblemsTests
{
    [Fact]
    public void Ten_mistakes_are_ten_problems_each_with_its_place()
    {
        using var files = new ScratchProject()
            .With("tarn.yml", """
                name: Library
                warehose: lake
                profile: dev
                profiles:
                  dev: { threads: "4" }
                """)
            .With("sources/overdrive.yml", """
                source: overdrive
                resources:
                  - name: checkouts
                    rest:
                      base_url: https://api.example
                      path: /checkouts
                      paging: { type: next_url }
                      records: checkouts[*]
                    freshness: { within: 26 hours }
                    freshness: { within: 7d }
                """)
            .With("sources/second.yml", """
                source: overdrive
                resources:
                  - name: loans
                """)
            .With("models/schema.yml", """
                version: 2
                models:
                  - name: checkouts
                    colums: []
                """)
            .With("models/checkouts.sql", "select 1");
        var problems = files.Problems();
        problems.Count(c => c is '\n').ShouldBe(10);
        Approved.Match(problems, "ProjectProblemsTests.Ten_mistakes.approved.txt");
    }

    [Fact]
    public void The_four_violations_of_a_bad_manifest_are_told_at_once()
    {
        using var files = ScratchProject.Named("library").With("sources/bad.yml", """
            source: BadName
            resources:
              - name: checkouts
                load: warehouse
                files: { glob: data/*.csv }
                columns:
                  - { name: id, type: bigint, required: "yes" }
                schedule: daily
            """);
        Approved.Match(files.Problems(), "ProjectProblemsTests.Four_violations.approved.txt");
    }

    [Fact]
    public void What_must_hold_between_keys_is_told_at_once()
    {
        using var files = ScratchProject.Named("library")
            .With("sources/a.yml", """
                source: a
                rest:
                  base_url: https://user:pw@api.example/v1
                  auth: { type: api_key, header: X, query: y, value: v }
                  retry: { backoff: 10s, backoff_max: 1s }
                resources:
                  - name: nowhere
                    rest: { paging: { type: page_number, param: p, size: 10 } }
                  - name: both
                    rest: { path: /x }
                    files: { glob: a.csv }
                  - name: both
                    table: bronze.a_nowhere
                    files: { glob: a.xml }
                  - name: columns
                    files: { glob: a.parquet, csv: { delimiter: ";" } }
                    columns: [{ name: id, type: int }, { name: ID, type: "decimal(40,2)" }]
                    key: [idd]
                """)
            .With("sources/b.yml", "source: b\nnamespace: _platform\nresources: []\n")
            .With("sources/c.yml", "- source: c\n");
        Approved.Match(files.Problems(), "ProjectProblemsTests.Between_keys.approved.txt");
    }

    [Fact]
    public void What_is_not_yaml_is_told_with_its_line_and_the_other_files_are_read_on()
    {
        using var files = ScratchProject.Named("library")
            .With("sources/a.yml", "source: a\nresources:\n\t- name: x\n")
            .With("sources/b.yml", "source: {{ env_var('X') }}\n")
            .With("sources/c.yml", "source: \"c\nresources: []\n")
            .With("sources/d.yml", "source: *nobody\n")
            .With("sources/e.yml", "source: e\nresources: [{ name: r, files: { glob: a.csv } }]\n---\nsource: f\n")
            .With("sources/f.yml", "");
        Approved.Match(files.Problems(), "ProjectProblemsTests.Not_yaml.approved.txt");
    }

    [Fact]
    public void A_tarn_yml_that_is_not_yaml_is_one_problem() =>
        Problems("name: [").ShouldStartWith("tarn.yml:");

    [Fact]
    public void An_empty_tarn_yml_lacks_a_name() =>
        Problems("").ShouldBe("tarn.yml:1:1: tarn.yml needs the key 'name'. Write name: library [project.missing-key]\n");

    [Fact]
    public void A_variable_of_the_environment_without_a_default_is_named()
    {
        using var files = ScratchProject.Named("library").With("sources/a.yml", """
            source: a
            resources:
              - name: r
                rest:
                  base_url: https://api.example
                  path: /r
                  auth: { type: bearer, token: "{{ env_var('VENDOR_TOKEN') }}" }
                  params: { day: "{{ var('day') }}", bad: "{{ now() }}", worse: "{% if x %}" }
            """);
        Approved.Match(files.Problems(), "ProjectProblemsTests.Templates.approved.txt");
    }

    [Fact]
    public void What_a_template_became_is_not_told()
    {
        using var files = ScratchProject.Named("library").With("sources/a.yml", """
            source: a
            resources:
              - name: r
                rest: { base_url: "{{ env_var('URL') }}", path: /r, timeout: "{{ env_var('TIMEOUT') }}", pages_max: "{{ env_var('PAGES') }}" }
            """);
        var environment = new Dictionary<string, string> { ["URL"] = "hunter2", ["TIMEOUT"] = "hunter2", ["PAGES"] = "hunter2" };
        var problems = files.Problems(new ProjectLoadOptions { Environment = environment });
        problems.ShouldNotContain("hunter2");
        problems.Count(c => c is '\n').ShouldBe(3);
    }

    [Fact]
    public void Text_that_is_not_utf8_and_names_that_stand_twice_are_told()
    {
        using var files = ScratchProject.Named("library")
            .With("models/a/twice.sql", "select 1")
            .With("models/b/twice.sql", "select 1")
            .With("models/Bad-Name.sql", "select 1")
            .With("tests/t.sql", "select 1");
        File.WriteAllBytes(Path.Combine(files.Root, "models/latin.sql"), [0x73, 0xe9, 0x6c]);
        Approved.Match(files.Problems(), "ProjectProblemsTests.Sql_files.approved.txt");
    }

    private static string Problems(string tarn)
    {
        using var files = new ScratchProject().With("tarn.yml", tarn);
        return files.Problems();
    }
}
