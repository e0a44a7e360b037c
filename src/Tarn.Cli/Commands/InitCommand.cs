using System.CommandLine;
using System.Text;
using Tarn.Cli.Demo;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn init</c>.</summary>
internal sealed class InitCommand : TarnCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The project's folder; new or empty." };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "The project's name. Default: made from the folder's.",
        HelpName = "NAME",
    };

    private readonly Option<string> _sample = new Option<string>("--sample")
    {
        Description = "What to start from: starter (a shop's CSV files) or library (a vendor's API). Default: starter.",
        HelpName = "SAMPLE",
        DefaultValueFactory = _ => "starter",
    };

    public InitCommand(Shell shell)
        : base(shell, "init", "Make a small project that runs as it is, with comments that say what each part is for.")
    {
        Arguments.Add(_folder);
        Options.Add(_name);
        Options.Add(_sample);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("init shop", "Make ./shop; then 'tarn run --project shop' works at once."),
        ("init circulation --sample library", "Start from the library sample of 'tarn demo'."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var written = call.Get(_folder)!;
        var folder = call.Shell.PathOf(written);
        var sample = call.Get(_sample) switch
        {
            "starter" => SampleFiles.Starter,
            "library" => SampleFiles.Library,
            var other => throw new TarnException(FailureKind.Invalid, new Problem("usage.sample", $"'{other}' is not a sample.", "--sample", "Take starter or library.")),
        };
        var name = call.Get(_name) is { } given ? ProjectName.Check(given) : ProjectName.From(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
        Refuse(folder);
        foreach (var (path, bytes) in sample.Where(f => f.Key != "tarn.yml").Append(new("tarn.yml", ProjectName.Write(sample["tarn.yml"], name))))
            FileDelivery.Write(Path.Combine(folder, path), bytes);
        return Task.FromResult(Print(call, written, folder, name, [.. sample.Keys.Order(StringComparer.Ordinal)]));
    }

    private static void Refuse(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new TarnException(FailureKind.Invalid, new Problem(
                "init.folder", "A project is made in a new or empty folder, and this one holds something.", folder, "Name another folder."));
    }

    private static int Print(CommandCall call, string written, string folder, string name, IReadOnlyList<string> files)
    {
        if (call.Json)
            return call.PrintObject(json =>
            {
                json.WriteString("project", name);
                json.WriteString("into", folder);
                Json.JsonAnswer.Strings(json, "files", files);
            });
        var text = new StringBuilder($"project {name} in {written}\n");
        foreach (var file in files)
            text.Append("  ").Append(file).Append('\n');
        text.Append($"next: {call.Shell.Program} run --project {Calling.Quoted(written)}");
        return call.PrintLine(text.ToString());
    }
}
