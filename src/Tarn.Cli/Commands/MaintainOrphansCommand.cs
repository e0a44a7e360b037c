using Tarn.Cli.Terminals;
using Tarn.Maintenance;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn maintain orphans</c>.</summary>
internal sealed class MaintainOrphansCommand : TarnCommand
{
    private readonly MaintainOptions _options = new([MaintenanceStep.Orphans]);

    public MaintainOrphansCommand(Shell shell)
        : base(shell, "orphans", "Delete files that nothing names: what crashed or failed writers left.") =>
        _options.AddTo(this);

    public override string Notes => "Younger files are left, since whoever wrote them may be about to commit, and so are those that a run at work now may have written.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("maintain orphans", "What is older than three days."),
        ("maintain orphans --older-than 7d --dry-run", "What would go, file by file."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => MaintainCommand.RunAsync(_options, call, cancel);
}
