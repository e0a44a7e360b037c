using Tarn.Project.Loading;

namespace Tarn.Core.Tests.Project;

public sealed class ProjectTargetTests
{
    private const string Two = """
        name: library
        warehouse: lake
        vars: { day: 2026-06-01, limit: 5, keep: true }
        profile: dev
        profiles:
          dev:
            threads: "{{ env_var('THREADS', '2') }}"
            branch: dev/anna
          prod:
            warehouse: "{{ env_var('LAKE') }}"
            vars: { limit: 50 }
        """;

    [Fact]
    public void The_project_chooses_when_nobody_does_and_other_profiles_need_no_environment()
    {
        using var files = new ScratchProject().With("tarn.yml", Two);
        var project = files.Load();
        (project.Target.Name, project.Target.Threads, project.Target.Branch.Value).ShouldBe(("dev", 2, "dev/anna"));
        project.Warehouse.ShouldBe(Path.Combine(files.Root, "lake"));
        project.Vars["limit"].ShouldBe(5L);
        project.Vars["day"].ShouldBe("2026-06-01");
        project.Vars["keep"].ShouldBe(true);
    }

    [Fact]
    public void A_target_lays_its_warehouse_and_variables_over_the_project_and_the_caller_over_both()
    {
        using var files = new ScratchProject().With("tarn.yml", Two);
        var project = files.Load(new ProjectLoadOptions
        {
            Target = "prod",
            Environment = new Dictionary<string, string> { ["LAKE"] = "s3://bucket/lake" },
            Vars = new Dictionary<string, object?> { ["keep"] = false },
        });
        project.Warehouse.ShouldBe("s3://bucket/lake");
        project.Target.Warehouse.ShouldBe("s3://bucket/lake");
        project.Vars["limit"].ShouldBe(50L);
        project.Vars["keep"].ShouldBe(false);
    }

    [Fact]
    public void The_environment_of_the_chosen_profile_is_needed()
    {
        using var files = new ScratchProject().With("tarn.yml", Two);
        files.Problems(new ProjectLoadOptions { Target = "prod" }).ShouldStartWith("tarn.yml:10:16: The environment has no variable 'LAKE'.");
    }

    [Fact]
    public void A_profile_that_is_not_there_is_told_with_the_nearest()
    {
        using var files = new ScratchProject().With("tarn.yml", Two);
        files.Problems(new ProjectLoadOptions { Target = "prd" }).ShouldBe(
            "tarn.yml:5:1: There is no profile 'prd'. Did you mean 'prod'? [project.bad-value]\n");
    }

    [Fact]
    public void A_target_for_a_project_without_profiles_is_told()
    {
        using var files = ScratchProject.Named("library");
        files.Problems(new ProjectLoadOptions { Target = "prod" }).ShouldBe(
            "There is no profile 'prod'. Write it under profiles in tarn.yml: profiles: { prod: { threads: 4 } } [project.bad-value]\n");
    }

    [Fact]
    public void Variables_reach_the_templates_of_sources()
    {
        using var files = new ScratchProject().With("tarn.yml", Two).With("sources/a.yml", """
            source: a
            resources: [{ name: r, files: { glob: "data/{{ var('day') }}/*.csv" } }]
            """);
        ((Tarn.Project.ResourceFetch.Files)files.Load().Sources[0].Resources[0].Fetch).Glob.ShouldBe("data/2026-06-01/*.csv");
    }

    [Fact]
    public void Folder_defaults_come_from_the_outside_in_with_and_without_plus_and_dbts_project_name()
    {
        using var files = new ScratchProject()
            .With("tarn.yml", """
                name: library
                models:
                  library:
                    +materialized: view
                    silver:
                      materialized: incremental
                      +tags: [nightly]
                      daily: { enabled: false }
                    glod: { +materialized: table }
                """)
            .With("models/silver/daily/a.sql", "select 1")
            .With("models/gold/b.sql", "select 1");
        var project = files.Load();
        project.ModelDefaults.Select(d => $"{string.Join('/', d.Folders)} {string.Join(',', d.Config.Select(c => $"{c.Key}={c.Value}"))} {d.Where}").ShouldBe(
        [
            " materialized=view tarn.yml:2:1",
            "silver materialized=incremental,tags=System.Collections.ObjectModel.ReadOnlyCollection`1[System.Object] tarn.yml:5:5",
            "silver/daily enabled=False tarn.yml:8:7",
            "glod materialized=table tarn.yml:9:5",
        ]);
        project.Warnings.Single().ToString().ShouldBe("tarn.yml:9:5: No model is in the folder 'glod'. Did you mean 'gold'? [project.no-such-folder]");
    }

    [Fact]
    public void A_wrong_configuration_of_a_folder_is_told()
    {
        using var files = new ScratchProject().With("tarn.yml", "name: x\nmodels:\n  silver: { +materialised: table, materialized: tabel }\n");
        files.Problems().ShouldBe("""
            tarn.yml:3:13: '+materialised' is not a key of a folder of models. Did you mean 'materialized'? [project.unknown-key]
            tarn.yml:3:49: 'materialized' is 'tabel', which is not one of view, table, incremental, ephemeral. Did you mean 'table'? [project.bad-value]

            """);
    }
}
