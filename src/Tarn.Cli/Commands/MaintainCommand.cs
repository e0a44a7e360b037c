using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;
using Tarn.Maintenance;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn maintain</c>; without a word after it, it does all there is in the right order.</summary>
internal sealed class MaintainCommand : TarnCommand
{
    private readonly MaintainOptions _options = new(Enum.GetValues<MaintenanceStep>());

    public MaintainCommand(Shell shell)
        : base(shell, "maintain", "Keep the lake up: write small files anew, let old history expire, delete what nothing needs.")
    {
        Subcommands.Add(new MaintainCompactCommand(shell));
        Subcommands.Add(new MaintainManifestsCommand(shell));
        Subcommands.Add(new MaintainExpireCommand(shell));
        Subcommands.Add(new MaintainOrphansCommand(shell));
        _options.AddTo(this);
    }

    public override string Notes =>
        """
        Without a command all four are done, in this order. It may be run at any time, beside runs, queries and other engines: what they need stays.
        Nothing is deleted that a branch, a tag, a run or a commit of the last five days needs, so files that compaction replaced are freed five days later. Landed pages are never touched.
        """;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("maintain", "All of it, as a job of every night does."),
        ("maintain --dry-run", "What it would do, file by file."),
        ("maintain compact silver --target-file-size 128MB", "Only compaction, of one namespace's tables."),
        ("maintain expire --older-than 30d --keep 10", "Keep a month of history, and ten commits at least."),
    ];

    /// <summary>Does what a command asks for, and prints it.</summary>
    public static async Task<int> RunAsync(MaintainOptions options, CommandCall call, CancellationToken cancel)
    {
        await using var lake = await call.OpenAsync(MissingLake.Refuse, cancel);
        var request = options.Read(call, lake);
        var report = await MaintainWatch.ShowAsync(call.Shell, call.Json, request.IsDryRun, progress => lake.MaintainAsync(request, progress, cancel));
        if (call.Json)
            call.PrintObject(json => MaintainJson.Members(json, report));
        else
            MaintainText.WriteEnd(call.Terminal, report);
        return report.Gravest is { } kind ? ExitCodes.Of(kind) : ExitCodes.Ok;
    }

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel) => RunAsync(_options, call, cancel);
}
