using Tarn.Engine;
using Tarn.Project;
using Tarn.Runs;

namespace Tarn.Lakehouse;

/// <content>Runs.</content>
public sealed partial class Lakehouse
{
    /// <summary>What a run would do now. Nothing is done.</summary>
    /// <exception cref="TarnException">Invalid: the models have problems, all of them told; an unknown selection or run.</exception>
    public async Task<RunPlan> PlanAsync(RunRequest request, CancellationToken cancel = default) =>
        PlanOf(await new RunChooser(Catalog, Ids).ChooseAsync(request, cancel), Compile());

    /// <summary>
    /// Does a run: a new one; or the one named; or, when none is named, one that asked for the same, was interrupted, and nobody works on.
    /// A failure of a step is in the report, not thrown.
    /// </summary>
    /// <exception cref="TarnException">Invalid, as <see cref="PlanAsync"/>; Conflict <c>run.taken</c>: another runner is at work on it.</exception>
    public async Task<RunReport> RunAsync(RunRequest request, IProgress<RunEvent>? progress = null, CancellationToken cancel = default)
    {
        var (choice, compiled, engine) = await ChooseAsync(request, cancel);
        using var workshop = new RunWorkshop(new RunParts
        {
            Project = Project,
            Models = compiled.Models,
            Checks = compiled.Checks,
            Catalog = Catalog,
            Engine = engine,
            Tables = Tables,
            Ids = Ids,
            Environment = _options.Environment,
        });
        var executor = new RunExecutor(workshop.Context, PlanOf(choice, compiled), choice.Request, progress ?? new Progress<RunEvent>());
        return await executor.ExecuteAsync(choice.Resumed, cancel);
    }

    /// <summary>Checks all that can be known before anything runs: the project's files, its models and their tests. No lake is opened or made.</summary>
    /// <exception cref="TarnException">Invalid: with every problem of every file, or of every model and test.</exception>
    public static LakeProject Validate(LakehouseOptions options)
    {
        var project = LoadProject(options);
        CompiledProject.Of(project, options.Environment);
        return project;
    }

    /// <summary>What there is to do; the engine, whose start takes as long, is started meanwhile.</summary>
    private async Task<(RunChoice Choice, CompiledProject Compiled, LakeEngine Engine)> ChooseAsync(RunRequest request, CancellationToken cancel)
    {
        var starting = Task.Run(() => Engine, CancellationToken.None);
        try
        {
            var compiled = Compile();
            var chooser = new RunChooser(Catalog, Ids);
            var choice = await chooser.ChooseAsync(request, cancel);
            await chooser.DropLeftoversAsync(choice, cancel);
            return (choice, compiled, await starting);
        }
        finally
        {
            await starting;
        }
    }

    private CompiledProject Compile() => CompiledProject.Of(Project, _options.Environment);

    private RunPlan PlanOf(RunChoice choice, CompiledProject compiled) => choice.PlanOf(RunPlanner.Plan(
        RunInventories.Of(Project, compiled.Models, compiled.Checks),
        RunSelections.Of(compiled.Models, choice.Request.Select),
        choice.Request.Target));
}
