using System.Text.RegularExpressions;

namespace Tarn;

/// <summary>
/// The name of a branch or tag: segments of <c>[a-z0-9][a-z0-9._-]*</c> joined by '/', at most 200 characters. It has none of
/// '~', '@', '^' or '%', which the language of references uses.
/// </summary>
public sealed partial record BranchName
{
    private BranchName(string value) => Value = value;

    /// <summary>The branch that readers see when they name none.</summary>
    public static BranchName Main { get; } = new("main");

    /// <summary>The whole name.</summary>
    public string Value { get; }

    /// <summary>The run whose branch this is; null for any other branch.</summary>
    public RunId? Run => Value.StartsWith("run/", StringComparison.Ordinal) ? RunId.TryParse(Value["run/".Length..]) : null;

    /// <summary>The branch a run works on: <c>run/&lt;id&gt;</c>.</summary>
    public static BranchName OfRun(RunId run) => new("run/" + run.Value);

    /// <summary>Reads a name.</summary>
    /// <exception cref="TarnException">Invalid: it is not such a name.</exception>
    public static BranchName Parse(string text) =>
        TryParse(text) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "name.branch",
            $"'{text}' is not a branch name.",
            Next: "Use lower-case letters, digits, '.', '_' and '-', with '/' between parts, for example dev/anna."));

    /// <summary>Reads a name; null when it is not one.</summary>
    public static BranchName? TryParse(string text) => Shape().IsMatch(text) && text.Length <= 200 ? new BranchName(text) : null;

    /// <summary>The whole name.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\z", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
