using Tarn.Contracts;


namespace Tarn.Project.Shapes;

/// <summary>The forms that texts in a project's files have.</summary>
internal static class TextForms
{
    public static readonly TextForm ProjectName = new("a project name", "^[a-z][a-z0-9_-]*$",
        "Write lower-case letters, digits, '_' and '-', beginning with a letter, for example library.");

    public static readonly TextForm Name = new("a name", "^[a-z][a-z0-9_]*$",
        "Write lower-case letters, digits and '_', beginning with a letter, for example overdrive.");

    public static readonly TextForm Variable = new("a variable's name", "^[A-Za-z_][A-Za-z0-9_]*$",
        "Write letters, digits and '_', beginning with a letter, for example first_day.");

    public static readonly TextForm Profile = new("a profile's name", "^[A-Za-z][A-Za-z0-9_-]*$",
        "Write letters, digits, '_' and '-', beginning with a letter, for example dev.");

    public static readonly TextForm NotEmpty = new("text that is not empty", @"\S", "Write a text that is not empty.");

    public static readonly TextForm Namespace = new("a namespace of tables", "^[a-z][a-z0-9_]{0,127}$",
        "Write lower-case letters, digits and '_', beginning with a letter, for example bronze. Names with '_' in front are Tarn's own.");

    public static readonly TextForm Table = new("a table name", @"^[a-z][a-z0-9_]{0,127}\.[a-z_][a-z0-9_]{0,127}$",
        "Write it as namespace.table in lower case, for example bronze.checkouts.");

    public static readonly TextForm Branch = new("a branch name", @"^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$",
        "Write lower-case letters, digits, '.', '_' and '-', with '/' between parts, for example dev/anna.", text => BranchName.TryParse(text) is not null);

    public static readonly TextForm Url = new("an http or https address", @"^https?://[^\s/?#@]+(/[^\s?#]*)?$",
        "Write it whole and without user, query or fragment, for example https://api.example.com/v1.", text => Uri.TryCreate(text, UriKind.Absolute, out _));

    public static readonly TextForm UrlPath = new("a path below base_url", @"^/\S*$",
        "Begin it with '/', for example /v1/checkouts.");

    public static readonly TextForm JsonPath = new("a path into JSON", JsonPathText.Pattern,
        "Write it from the root with names and positions, for example $.data.items[0].");

    public static readonly TextForm ColumnType = new("a type", ContractType.Pattern, $"Write one of: {ContractType.Spellings}.",
        text => ContractType.TryParse(text) is not null);

    public static readonly TextForm Schedule = new("a schedule", @"^OnCalendar=\S",
        "Write it as systemd does, for example \"OnCalendar=*-*-* 07:05:00 UTC\".");

    public static readonly TextForm Folder = new("a folder of the project", @"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$",
        "Write it relative to tarn.yml with '/' between folders, for example models.");

    public static readonly TextForm Character = new("one character", "^[^\\n\\r]$", "Write one character in quotes, for example \";\".");

    public static readonly TextForm CharacterOrNone = new("one character or nothing", "^[^\\n\\r]?$",
        "Write one character in quotes, or \"\" for none.");

    /// <summary>A duration between two bounds.</summary>
    public static TextForm Duration(string min, string max) => new(
        $"a duration from {min} to {max}", DurationText.Pattern, "Write a number and its unit, ms, s, m, h or d, for example 90s or 26h.",
        text => DurationText.TryParse(text) is { } span && span >= DurationText.TryParse(min) && span <= DurationText.TryParse(max));
}
