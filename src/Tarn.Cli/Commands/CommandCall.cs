using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tarn.Cli.Json;
using Tarn.Cli.Reports;
using Tarn.Cli.Terminals;
using Tarn.Lakehouse;

namespace Tarn.Cli.Commands;

/// <summary>One call of a command: what was written on the line, and what every command needs from it.</summary>
internal sealed partial class CommandCall(Shell shell, ParseResult parse)
{
    public Shell Shell => shell;

    public Terminal Terminal => shell.Terminal;

    /// <summary>How the user calls the program here.</summary>
    public Calling Calling => GlobalOptions.CallingOf(shell, parse);

    public TextWriter Out => shell.Terminal.Out;

    /// <summary>True when one JSON document is to be printed.</summary>
    public bool Json => parse.GetValue(GlobalOptions.Json);

    public T? Get<T>(Option<T> option) => parse.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parse.GetValue(argument);

    /// <summary>True when the option stands on the line.</summary>
    public bool Has(Option option) => parse.GetResult(option) is { Implicit: false };

    /// <summary>Opens the lake of the project on the line.</summary>
    /// <param name="whenMissing">What is done when there is no lake yet; commands that read refuse.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Lakehouse.Lakehouse> OpenAsync(MissingLake whenMissing, CancellationToken cancel) =>
        OpenAsync(ProjectFolder.Of(shell, parse.GetValue(GlobalOptions.Project)), whenMissing, shell.Environment, cancel);

    /// <summary>Opens the lake of a project in a folder.</summary>
    public Task<Lakehouse.Lakehouse> OpenAsync(
        string folder, MissingLake whenMissing, IReadOnlyDictionary<string, string> environment, CancellationToken cancel) =>
        Lakehouse.Lakehouse.OpenAsync(OptionsOf(folder, environment) with { WhenMissing = whenMissing }, cancel);

    /// <summary>The project on the line, for what needs no lake.</summary>
    public LakehouseOptions ProjectOptions() => OptionsOf(ProjectFolder.Of(shell, parse.GetValue(GlobalOptions.Project)), shell.Environment);

    /// <summary>The reference on the line, else the branch that the profile works on. A time alone means that branch at the time.</summary>
    public static string RefOf(string? written, Lakehouse.Lakehouse lake)
    {
        var branch = lake.Project.Target.Branch.Value;
        return written is null ? branch : BareTime().IsMatch(written) ? $"{branch}@{written}" : written;
    }

    /// <summary>The branch on the line, else the one that the profile works on.</summary>
    public static BranchName BranchOf(string? written, Lakehouse.Lakehouse lake) => BranchName.Parse(RefOf(written, lake));

    /// <summary>The table on the line: <c>namespace.table</c>, the namespace of several levels where it has them.</summary>
    public static TableName TableOf(string written) => TableName.TryParseNested(written) ?? TableName.Parse(written);

    /// <summary>Prints one JSON object.</summary>
    public int PrintObject(Action<Utf8JsonWriter> members)
    {
        JsonAnswer.Write(Terminal, json => json.Object(() => members(json)));
        return ExitCodes.Ok;
    }

    /// <summary>Prints one JSON array of objects.</summary>
    public int PrintArray<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        JsonAnswer.Write(Terminal, json => json.Array(items, item => json.Object(() => members(json, item))));
        return ExitCodes.Ok;
    }

    /// <summary>Prints a line of text.</summary>
    public int PrintLine(string line)
    {
        Out.WriteLine(line);
        return ExitCodes.Ok;
    }

    private LakehouseOptions OptionsOf(string folder, IReadOnlyDictionary<string, string> environment) => new()
    {
        ProjectDirectory = folder,
        Profile = parse.GetValue(GlobalOptions.Profile),
        Vars = ProjectVariables.Parse(parse.GetValue(GlobalOptions.Var) ?? []),
        Environment = environment,
        Ids = shell.Ids,
    };

    /// <summary>No branch or tag can have such a name: it has capital letters.</summary>
    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT", RegexOptions.None, 1000)]
    private static partial Regex BareTime();
}
