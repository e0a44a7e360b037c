using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;
using Tarn.Runs;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn run</c>.</summary>
internal sealed class RunCommand : TarnCommand
{
    private readonly RunOptions _options = new();

    public RunCommand(Shell shell)
        : base(shell, "run", "Run the project: land its sources, build its models, check them, and publish all of it with one swap.") =>
        _options.AddTo(this);

    public override string Notes =>
        """
        A run works on a branch of its own, run/ID. Readers of the target see nothing of it until it is published, and then all of it.
        When a step or a blocking check fails, the target is as it was and the run's branch is kept: look at it with 'tarn query --at run/ID', mend the cause, and go on with 'tarn run --resume ID'. A run that was killed or stopped goes on in the same way.
        """;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("run", "Run everything; go on with a run that was interrupted."),
        ("run --select +daily_by_audience", "Only a model and all that it is made from."),
        ("run --select checkouts --full-refresh", "Build an incremental model anew."),
        ("run --resume 20260604-091400-3f9a1c", "Go on with a run that failed, after its cause is mended."),
        ("run --branch dev/anna", "Run on a branch; 'tarn merge dev/anna' publishes it later."),
    ];

    /// <summary>The exit code that follows from how a run ended.</summary>
    public static int ExitCodeOf(RunReport run) => run.Status switch
    {
        RunStatus.Succeeded => ExitCodes.Ok,
        RunStatus.Failed => run.Failure is { } kind ? ExitCodes.Of(kind) : ExitCodes.Failed,
        _ => ExitCodes.Interrupted,
    };

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Make, cancel);
        var request = await _options.ReadAsync(call, lake, cancel);
        var run = call.Calling.In(await RunWatch.ShowAsync(call.Shell, call.Json, progress => lake.RunAsync(request, progress, cancel)));
        if (call.Json)
            call.PrintObject(json => RunJson.Members(json, run));
        else
            RunText.WriteEnd(call.Terminal, run, request.Target.Value, HintsOf(call, run));
        return ExitCodeOf(run);
    }

    private RunHints HintsOf(CommandCall call, RunReport run) => run.Opened
        ? new RunHints(call.Calling.Line("query"), $"{call.Calling.Line("run")} --resume {run.Run}")
        : new RunHints(Look: null, call.Calling.Line("run") + _options.Written(call));
}
