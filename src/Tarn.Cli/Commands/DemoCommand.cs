using System.CommandLine;
using Tarn.Cli.Demo;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;
using Tarn.Runs;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn demo</c>.</summary>
internal sealed class DemoCommand : TarnCommand
{
    private readonly Option<string?> _into = new("--into")
    {
        Description = "The demo's folder: a new one, an empty one, or one of an earlier demo. Default: tarn-demo here, or tarn-demo-2 and so on.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _serve = new("--serve") { Description = "Keep the vendor's API up after the run, until Ctrl-C." };

    private readonly Option<int?> _port = NumberOption.Create(
        "--port",
        "PORT",
        "The port of the vendor's API on 127.0.0.1. It is written into the demo's sources/overdrive.yml. Default: 8099, or a free one.",
        least: 1,
        most: 65535);

    public DemoCommand(Shell shell)
        : base(shell, "demo", "Make a small lake from a library's checkouts and run it. Nothing but a folder is touched; delete it and all is gone.")
    {
        Options.Add(_into);
        Options.Add(_serve);
        Options.Add(_port);
    }

    public override string Notes =>
        """
        It copies the library sample into a folder, serves the library's vendor on loopback, runs the project against it, and shows what was landed and published.
        In the folder of a demo that was interrupted it finishes; in a finished one it runs once more.
        """;

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("demo", "Make ./tarn-demo and run it."),
        ("demo --into library", "Make it in ./library, or run the one there once more."),
        ("demo --into library --serve", "Then keep the vendor up, so that 'tarn run --project library' works in another terminal."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var shell = call.Shell;
        var into = call.Get(_into) ?? DemoFolder.NewName(shell.WorkingDirectory);
        var serve = call.Get(_serve);
        var folder = DemoFolder.Prepare(shell.PathOf(into), call.Get(_port));
        var records = SampleFiles.Library[VendorPages.SampleFile];
        await using var vendor = serve ? VendorApi.Start(folder.Port, records) : VendorApi.StartNear(folder.Port, records);
        if (!call.Json)
            call.Out.WriteLine($"demo in {into}; its vendor answers at {vendor.Url}");
        var answer = await RunAsync(call, folder, into, vendor, cancel);
        if (call.Json)
            call.PrintObject(json => DemoReport.WriteJson(json, answer));
        else
            DemoReport.WriteText(shell, answer);
        if (serve && answer.Run.Status is RunStatus.Succeeded)
            await ServeAsync(call, into, vendor, cancel);
        return RunCommand.ExitCodeOf(answer.Run);
    }

    private static async Task<DemoAnswer> RunAsync(CommandCall call, DemoFolder folder, string into, VendorApi vendor, CancellationToken cancel)
    {
        var environment = new Dictionary<string, string>(call.Shell.Environment, StringComparer.Ordinal)
        {
            ["OVERDRIVE_URL"] = vendor.Url,
            ["OVERDRIVE_TOKEN"] = VendorApi.Token,
        };
        await using var lake = await call.OpenAsync(folder.Location, MissingLake.Make, environment, cancel);
        var request = new RunRequest { Author = call.Shell.Author };
        var run = await RunWatch.ShowAsync(call.Shell, call.Json, progress => lake.RunAsync(request, progress, cancel));
        var calling = new Calling(call.Shell.Program, $" --project {Calling.Quoted(into)}");
        var answer = new DemoAnswer { Into = into, Location = folder.Location, Run = calling.In(run), Program = call.Shell.Program };
        return run.Status is RunStatus.Succeeded ? await answer.ReadAsync(lake, cancel) : answer;
    }

    private static async Task ServeAsync(CommandCall call, string into, VendorApi vendor, CancellationToken cancel)
    {
        var note = call.Json ? call.Terminal.Error : call.Terminal.Out;
        note.WriteLine();
        note.WriteLine($"The vendor's API stays up at {vendor.Url}; Ctrl-C stops it. In another terminal:");
        note.WriteLine($"  {call.Shell.Program} run --project {Calling.Quoted(into)}");
        note.Flush();
        var stopped = new TaskCompletionSource();
        await using (cancel.Register(stopped.SetResult))
            await stopped.Task;
    }
}
