using Tarn.Cli.Terminals;
using Tarn.Maintenance;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn maintain manifests</c>.</summary>
internal sealed class MaintainManifestsCommand : TarnCommand
{
    private readonly MaintainOptions _options = new([MaintenanceStep.Manifests]);

    public MaintainManifestsCommand(Shell shell)
        : base(shell, "manifests", "Write small manifests anew, in order of their partitions, so that queries plan faster.") =>
        _options.AddTo(this);

    public override string Notes => "No data file is touched.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("maintain manifests", "Every table with more manifests than it needs."),
        ("maintain manifests silver.checkouts --dry-run", "How many one table would have."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => MaintainCommand.RunAsync(_options, call, cancel);
}
