using System.CommandLine;
using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Imports;
using Tarn.Lakehouse;
using Tarn.Storage;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn table import</c>.</summary>
internal sealed class TableImportCommand : TarnCommand
{
    private readonly Argument<string> _table = new("TABLE") { Description = "The name it gets: namespace.table." };

    private readonly Option<string?> _metadata = new("--metadata")
    {
        Description = "An Iceberg table: its newest metadata file, or its folder.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _rewrite = new("--rewrite")
    {
        Description = "Locations of the table that start with FROM are read in the folder TO. May be given more than once.",
        HelpName = "FROM=TO",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _files = new("--files")
    {
        Description = "Parquet files to add: a path with * for any name and ** for any folders, or a folder. Quote it.",
        HelpName = "GLOB",
    };

    private readonly Option<string[]> _snapshotProperty = SnapshotPropertyOption.Create();

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Of --files: print the plan, and do nothing." };

    private readonly Option<string?> _branch = GlobalOptions.CommitOn();

    public TableImportCommand(Shell shell)
        : base(shell, "import", "Take in an Iceberg table that another engine wrote, or add Parquet files to a table. No data is copied.")
    {
        Arguments.Add(_table);
        Options.Add(_metadata);
        Options.Add(_rewrite);
        Options.Add(_files);
        Options.Add(_snapshotProperty);
        Options.Add(_dryRun);
        Options.Add(_branch);
    }

    public override string Notes =>
        "Files stay where they are and are never changed or deleted; the lake reads them there, so keep them. New rows go to the lake's own folder.\n" +
        "Of a table (--metadata), everything that its branches and tags need is looked for before anything is committed.\n" +
        "Of files (--files), the footers are read and a plan is made first: columns of all files and of the table are joined by name, types widen where Iceberg allows it, folders name=value become columns that partition the files, and what does not fit together is listed whole. Files that are in the table already are passed by. The table is made when it is not there.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table import bronze.orders --metadata /srv/orders", "A table of Spark, Trino, Flink or others in a folder."),
        ("table import bronze.t --metadata /srv/t --rewrite s3://bucket/t=/srv/t", "One that was copied from a bucket."),
        ("table import bronze.sales --files '/srv/sales/**/*.parquet' --dry-run", "What an import of files would do."),
        ("table import bronze.sales --files /srv/sales", "Every .parquet file of a folder, on main."),
    ];

    protected override Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = CommandCall.TableOf(call.Get(_table)!);
        return (call.Get(_metadata), call.Get(_files)) switch
        {
            ({ } metadata, null) when !call.Get(_dryRun) && !call.Has(_snapshotProperty) => ImportTableAsync(call, name, metadata, cancel),
            (null, { } files) when !call.Has(_rewrite) => ImportFilesAsync(call, name, files, cancel),
            (null, null) => throw Unclear("There is nothing to import."),
            _ => throw Unclear("The options do not go together."),
        };
    }

    private async Task<int> ImportTableAsync(CommandCall call, TableName name, string metadata, CancellationToken cancel)
    {
        var rewrites = (call.Get(_rewrite) ?? []).Select(text => RewriteText.Parse(text, call.Shell.PathOf)).ToList();
        await using var lake = await call.OpenAsync(MissingLake.Make, cancel);
        var imported = await lake.ImportTableAsync(
            new TableImportRequest
            {
                Table = name,
                Branch = CommandCall.BranchOf(call.Get(_branch), lake),
                Metadata = LocationOf(call.Shell, metadata, rewrites),
                Rewrites = rewrites,
                Author = call.Shell.Author,
            },
            cancel);
        if (call.Json)
            return call.PrintObject(json => ImportJson.Members(json, imported));
        ImportText.Write(call.Terminal, imported);
        return ExitCodes.Ok;
    }

    private async Task<int> ImportFilesAsync(CommandCall call, TableName name, string files, CancellationToken cancel)
    {
        var isDry = call.Get(_dryRun);
        await using var lake = await call.OpenAsync(isDry ? MissingLake.Imagine : MissingLake.Make, cancel);
        var request = new FileImportRequest
        {
            Table = name,
            Branch = CommandCall.BranchOf(call.Get(_branch), lake),
            Files = call.Shell.PathOf(files),
            SnapshotProperties = SnapshotPropertyOption.Parse(call.Get(_snapshotProperty) ?? []),
            Author = call.Shell.Author,
        };
        var imported = isDry ? new ImportedFiles(await lake.PlanImportAsync(request, cancel), null, null, null) : await lake.ImportFilesAsync(request, cancel);
        if (call.Json)
            call.PrintObject(json => ImportJson.Members(json, imported));
        else
            FileImportText.Write(call.Terminal, imported, isDry);
        return imported.Plan.Conflicts.Count == 0 ? ExitCodes.Ok : ExitCodes.Invalid;
    }

    private static TarnException Unclear(string what) => new(FailureKind.Invalid, new Problem(
        "import.what", what, Next: "Name a table with --metadata FILE and, where it was moved, --rewrite FROM=TO; or files with --files GLOB and, to see the plan alone, --dry-run."));

    /// <summary>A location stays as it is written; a path is made whole.</summary>
    private static string LocationOf(Shell shell, string metadata, IReadOnlyList<PrefixRewrite> rewrites) =>
        metadata.Contains("://", StringComparison.Ordinal) || metadata.StartsWith("file:/", StringComparison.Ordinal) || rewrites.Any(rewrite => TableFiles.StartsWith(metadata, rewrite.From))
            ? metadata
            : shell.PathOf(metadata);
}
