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

    private readonly Option<string?> _branch = new("--branch")
    {
        Description = "The branch to commit on. Default: main, or the profile's branch.",
        HelpName = "BRANCH",
    };

    public TableImportCommand(Shell shell)
        : base(shell, "import", "Take in an Iceberg table that another engine wrote. No data is copied.")
    {
        Arguments.Add(_table);
        Options.Add(_metadata);
        Options.Add(_rewrite);
        Options.Add(_branch);
    }

    public override string Notes =>
        "Files stay where they are and are never changed or deleted; the lake reads them there, so keep them. New rows go to the lake's own folder.\n" +
        "Everything that the table's branches and tags need is looked for before anything is committed.";

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("table import bronze.orders --metadata /srv/orders", "A table of Spark, Trino, Flink or others in a folder."),
        ("table import bronze.t --metadata /srv/t --rewrite s3://bucket/t=/srv/t", "One that was copied from a bucket."),
    ];

    protected override async Task<int> RunAsync(CommandCall call, CancellationToken cancel)
    {
        var name = TableName.TryParseNested(call.Get(_table)!) ?? TableName.Parse(call.Get(_table)!);
        var metadata = call.Get(_metadata) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "import.what", "There is nothing to import.", Next: "Name a table with --metadata FILE."));
        var rewrites = (call.Get(_rewrite) ?? []).Select(text => RewriteText.Parse(text, call.Shell.PathOf)).ToList();
        await using var lake = await call.OpenAsync(MissingLake.Make, cancel);
        var imported = await lake.ImportTableAsync(
            new TableImportRequest
            {
                Table = name,
                Branch = BranchName.Parse(CommandCall.RefOf(call.Get(_branch), lake)),
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

    /// <summary>A location stays as it is written; a path is made whole.</summary>
    private static string LocationOf(Shell shell, string metadata, IReadOnlyList<PrefixRewrite> rewrites) =>
        metadata.Contains("://", StringComparison.Ordinal) || metadata.StartsWith("file:/", StringComparison.Ordinal) || rewrites.Any(rewrite => TableFiles.StartsWith(metadata, rewrite.From))
            ? metadata
            : shell.PathOf(metadata);
}
