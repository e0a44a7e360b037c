using Tarn.Cli.Terminals;
using Tarn.Maintenance;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn maintain expire</c>.</summary>
internal sealed class MaintainExpireCommand : TarnCommand
{
    private readonly MaintainOptions _options = new([MaintenanceStep.Expire]);

    public MaintainExpireCommand(Shell shell)
        : base(shell, "expire", "Let snapshots and commits expire, and delete the files that only they need.") =>
        _options.AddTo(this);

    public override string Notes => "What branches and tags name stays whole, and so does whatever was current in the time told. Tables may say otherwise for themselves: history.expire.max-snapshot-age-ms, history.expire.min-snapshots-to-keep, history.expire.max-ref-age-ms and gc.enabled. The log keeps all commits; those that expired can be read no more. Tables that are named lose snapshots; commits expire for the whole lake.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("maintain expire", "What is older than five days."),
        ("maintain expire --older-than 30d --keep 10", "Keep a month, and ten commits at least."),
        ("maintain expire --older-than 24h --dry-run", "What would go, file by file."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => MaintainCommand.RunAsync(_options, call, cancel);
}
