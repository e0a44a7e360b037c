using Tarn.Project.Shapes;

namespace Tarn.Project.Declarations;

/// <summary>What <c>tarn.yml</c> may hold.</summary>
internal static class TarnShape
{
    public static readonly Shape.Table Vars = new(new Shape.Any(), TextForms.Variable);

    public static readonly Shape.Keys Profile = new("a profile",
    [
        new("warehouse", new Shape.Text(TextForms.NotEmpty), "Where this profile's lake lies, instead of the project's.") { Example = "/srv/lakes/library" },
        new("branch", new Shape.Text(TextForms.Branch), "The branch that commands read from and runs publish to.") { Default = "main", Example = "dev/anna" },
        new("threads", new Shape.Whole(1, 1024), "How many threads a run uses.") { DefaultDoc = "as the machine has", Example = "4" },
        new("vars", Vars, "Variables over the project's.") { Example = "{ first_day: 2026-06-01 }" },
    ]);

    public static readonly Shape.Keys Paths = new("paths",
    [
        new("models", new Shape.Text(TextForms.Folder), "The folder of models and their properties files.") { Default = "models" },
        new("tests", new Shape.Text(TextForms.Folder), "The folder of tests that are a query; generic/ in it holds macros that are tests.") { Default = "tests" },
        new("macros", new Shape.Text(TextForms.Folder), "The folder of macros.") { Default = "macros" },
        new("sources", new Shape.Text(TextForms.Folder), "The folder of sources, a file each.") { Default = "sources" },
    ]);

    public static readonly Shape.Keys ModelFolder = new("a folder of models", ModelConfigShape.Keys.Entries)
    {
        Plus = true,
        Others = new Shape.Named("models", () => ModelFolder!),
    };

    public static readonly Shape.Keys File = new("tarn.yml",
    [
        new("name", new Shape.Text(TextForms.ProjectName), "The project's name.") { Required = true, Example = "library" },
        new("warehouse", new Shape.Text(TextForms.NotEmpty), "Where the lake lies: a folder, relative to tarn.yml or absolute, or a URI.") { Default = "lake" },
        new("vars", Vars, "Variables that SQL reads with var('name') and sources with {{ var('name') }}. They are not for secrets.") { Example = "{ first_day: 2026-06-01 }" },
        new("profile", new Shape.Text(TextForms.Profile), "The profile that is used when --profile names none.") { DefaultDoc = "the only profile; must be written when there are several", Example = "dev" },
        new("profiles", new Shape.Table(Profile, TextForms.Profile), "Places the project runs in, by name: dev, prod.") { Example = "{ dev: { threads: 2 } }" },
        new("models", new Shape.Named("models", () => ModelFolder), "Defaults for models, folder by folder: a key is a configuration, a mapping under any other name is a folder below models/.") { Example = "{ silver: { materialized: incremental } }" },
        new("paths", Paths, "Folders of the project, where they have other names.") { Default = "{}" },
    ]);
}
