using Tarn.Cli.Json;
using Tarn.Cli.Terminals;
using Tarn.Project;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn validate</c>.</summary>
internal sealed class ValidateCommand(Shell shell)
    : TarnCommand(shell, "validate", "Read the whole project and list everything that is wrong with it. No source is asked and no table is read.")
{
    public override string Notes =>
        "It reads tarn.yml, sources, models, tests and macros, resolves every ref and source, and finds cycles. Each problem comes with its file and line and how to write it. Exit code 0 when there is none, 2 otherwise.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("validate", "Check the project here, for example before a commit."),
        ("validate --project library --json", "The problems for a script."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) =>
        Task.FromResult(Print(call, Lakehouse.Lakehouse.Validate(call.ProjectOptions())));

    private static int Print(CommandCall call, LakeProject project)
    {
        var resources = project.Sources.Sum(s => s.Resources.Count);
        if (call.Json)
            return call.PrintObject(json =>
            {
                json.WriteString("project", project.Name);
                json.WriteNumber("resources", resources);
                json.WriteNumber("models", project.Models.Count);
                ProblemJson.Write(json, "warnings", project.Warnings);
            });
        foreach (var warning in project.Warnings)
            call.Terminal.Error.WriteLine("warning: " + warning);
        return call.PrintLine($"{project.Name} is valid: {Words.Count(resources, "resource")}, {Words.Count(project.Models.Count, "model")}");
    }
}
