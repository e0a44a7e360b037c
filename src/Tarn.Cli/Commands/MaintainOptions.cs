using System.CommandLine;
using System.Globalization;
using Tarn.Engine;
using Tarn.Maintenance;

namespace Tarn.Cli.Commands;

/// <summary>What <c>maintain</c> and its words take; each word those that mean something to it.</summary>
internal sealed class MaintainOptions(IReadOnlyList<MaintenanceStep> steps)
{
    private readonly Argument<string[]> _tables = new("TABLE") { Description = "Only these tables: gold.daily, or gold for all of a namespace.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string?> _branch = new("--branch") { Description = "The branch whose tables are kept up. Default: main, or the profile's branch.", HelpName = "NAME" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be done, file by file, and do nothing." };

    private readonly Option<long?> _targetFileSize = SizeOption.Create("--target-file-size", "The size data files come near to. Default: each table's write.target-file-size-bytes, else 512MB.");

    private readonly Option<int?> _minInputFiles = NumberOption.Create("--min-input-files", "N", "So many small files of a partition are written anew; fewer when they make a whole file. Default: 5.", least: 2);

    private readonly Option<double?> _deleteRatio = new("--delete-ratio")
    {
        Description = "A file is written anew when this part of its rows is deleted. Default: 0.2.",
        HelpName = "PART",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) && part is > 0 and <= 1)
                return part;
            result.AddError($"'{result.Tokens[0].Value}' is no value for --delete-ratio. Take a number above 0 and up to 1: 0.3");
            return null;
        },
    };

    private readonly Option<bool> _rewriteAll = new("--rewrite-all") { Description = "Write all files anew, whatever their size." };

    private readonly Option<bool> _sort = new("--sort") { Description = "Write files anew as well that are not in the table's sort order." };

    private readonly Option<string?> _sortBy = new("--sort-by") { Description = "The same for another order, as 'day(seen_at), id desc'; the table's own stays.", HelpName = "TERMS" };

    private readonly Option<long?> _targetManifestSize = SizeOption.Create("--target-manifest-size", "The size manifests come near to. Default: each table's commit.manifest.target-size-bytes, else 8MB.");

    private readonly Option<TimeSpan?> _olderThan = AgeOption.Create("--older-than", AgeTextOf(steps));

    private readonly Option<int?> _keep = NumberOption.Create("--keep", "N", "So many snapshots of each table, and commits of each branch, stay whatever their age. Default: as a table's properties say, and 1.", least: 1);

    private readonly Option<bool> _force = new("--force") { Description = "Take an --older-than under 24h: only when nobody else is at work on the lake." };

    public void AddTo(Command command)
    {
        if (steps is not [MaintenanceStep.Orphans])
        {
            command.Arguments.Add(_tables);
            command.Options.Add(_branch);
        }
        command.Options.Add(_dryRun);
        Option[] compaction = [_targetFileSize, _minInputFiles, _deleteRatio, _rewriteAll, _sort, _sortBy];
        (MaintenanceStep Step, Option Option)[] all =
        [
            .. compaction.Select(option => (MaintenanceStep.Compact, option)),
            (MaintenanceStep.Manifests, _targetManifestSize),
            (MaintenanceStep.Expire, _keep), (MaintenanceStep.Expire, _olderThan), (MaintenanceStep.Expire, _force),
            (MaintenanceStep.Orphans, _olderThan), (MaintenanceStep.Orphans, _force),
        ];
        foreach (var option in all.Where(one => steps.Contains(one.Step)).Select(one => one.Option).Distinct())
            command.Options.Add(option);
    }

    /// <summary>The request on the line.</summary>
    public MaintenanceRequest Read(CommandCall call, Lakehouse.Lakehouse lake) => new()
    {
        Steps = steps,
        Branch = steps is [MaintenanceStep.Orphans] ? BranchName.Main : CommandCall.BranchOf(call.Get(_branch), lake),
        Tables = steps is [MaintenanceStep.Orphans] ? TableFilter.All : TableFilter.Parse(call.Get(_tables) ?? []),
        IsDryRun = call.Get(_dryRun),
        Author = call.Shell.Author,
        Compaction = Rule(call),
        ManifestTargetBytes = call.Get(_targetManifestSize),
        OlderThan = call.Get(_olderThan),
        Keep = call.Get(_keep),
        IsForced = call.Get(_force),
    };

    private static string AgeTextOf(IReadOnlyList<MaintenanceStep> steps)
    {
        const string history = "How old history gets (default 5d, or as a table's properties say)";
        const string orphans = "a file that nothing names must be (default 3d)";
        return steps switch
        {
            [MaintenanceStep.Expire] => history + ".",
            [MaintenanceStep.Orphans] => $"How old {orphans}.",
            _ => $"{history}, and {orphans}.",
        };
    }

    private CompactionRule Rule(CommandCall call)
    {
        var usual = new CompactionRule();
        return usual with
        {
            TargetFileBytes = call.Get(_targetFileSize),
            MinInputFiles = call.Get(_minInputFiles) ?? usual.MinInputFiles,
            DeleteRatio = call.Get(_deleteRatio) ?? usual.DeleteRatio,
            IsWhole = call.Get(_rewriteAll),
            Sorts = call.Get(_sort) || call.Get(_sortBy) is not null,
            Order = call.Get(_sortBy) is { } terms ? OrderOf(terms) : null,
        };
    }

    /// <summary>Commas between terms, not those inside brackets.</summary>
    private static IReadOnlyList<SortTerm> OrderOf(string text)
    {
        var (terms, depth, from) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                terms.Add(text[from..i]);
                from = i + 1;
            }
            else
                depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
        }
        return [.. terms.Select(term => LayoutText.SortOf(term) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "usage.sort", $"'{term.Trim()}' is nothing to sort by.", Next: "Write columns, or functions of them: --sort-by 'day(seen_at), id desc nulls last'.")))];
    }
}
