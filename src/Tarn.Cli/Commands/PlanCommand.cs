using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn plan</c>.</summary>
internal sealed class PlanCommand : TarnCommand
{
    private readonly RunOptions _options = new();

    public PlanCommand(Shell shell)
        : base(shell, "plan", "Show what 'tarn run' would do, step by step. No source is asked and nothing is written.") =>
        _options.AddTo(this);

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("plan", "Every step of the next run, in its order."),
        ("plan --select +daily_by_audience", "The steps of a part."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Imagine, cancel);
        var request = await _options.ReadAsync(call, lake, cancel);
        var plan = await lake.PlanAsync(request, cancel);
        if (call.Json)
            return call.PrintObject(json => RunJson.Members(json, plan, lake.IsImagined));
        PlanText.Write(call.Terminal, plan, lake.IsImagined);
        return ExitCodes.Ok;
    }
}
