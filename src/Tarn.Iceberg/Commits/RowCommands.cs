namespace Tarn.Iceberg.Commits;

/// <summary>
/// What a snapshot tells of the commands that changed its rows: files alone do not tell a delete that wrote files anew from an update. Merges ask for the isolation
/// level of each.
/// </summary>
public static class RowCommands
{
    /// <summary>The property of the summary: one or more of the commands, with commas between them.</summary>
    public const string Property = "row-level-commands";

    /// <summary>Rows were deleted by a condition.</summary>
    public const string Delete = "delete";

    /// <summary>Rows got other values.</summary>
    public const string Update = "update";

    /// <summary>Rows took the place of those with the same key.</summary>
    public const string Merge = "merge";

    /// <summary>Rows took the place of those that fit a condition.</summary>
    public const string Overwrite = "overwrite";

    /// <summary>The commands of a summary; none when it does not tell them, or one that is not known.</summary>
    public static IReadOnlyList<string> In(IReadOnlyDictionary<string, string> summary)
    {
        var told = summary.GetValueOrDefault(Property)?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        return told.All(command => command is Delete or Update or Merge or Overwrite) ? told : [];
    }

    /// <summary>The table property with the isolation level of a command.</summary>
    public static string LevelOf(string command) => command switch
    {
        Update => TableProperties.UpdateIsolation,
        Merge => TableProperties.MergeIsolation,
        _ => TableProperties.DeleteIsolation,
    };
}
