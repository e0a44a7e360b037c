using Tarn.Cli.Terminals;
using Tarn.Maintenance;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn maintain compact</c>.</summary>
internal sealed class MaintainCompactCommand : TarnCommand
{
    private readonly MaintainOptions _options = new([MaintenanceStep.Compact]);

    public MaintainCompactCommand(Shell shell)
        : base(shell, "compact", "Write small files and files with deletes anew, partition by partition, in the table's sort order.") =>
        _options.AddTo(this);

    public override string Notes => "Rows and their ids stay the same. What others do to the same files meanwhile stands, and those files are left for the next time.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("maintain compact", "Every table that is worth it."),
        ("maintain compact silver.checkouts --sort", "One table, all of whose files come into its sort order."),
        ("maintain compact gold --rewrite-all", "Every file of a namespace, deletes and all."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => MaintainCommand.RunAsync(_options, call, cancel);
}
