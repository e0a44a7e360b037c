using System.Text.RegularExpressions;

namespace Tarn.Engine;

/// <summary>
/// A table as a query names it in quotes: at a version of its own history, or what is known of it. <c>"gold.t@audit"</c>, <c>"gold.t$files"</c>,
/// <c>gold."t@5059858397763322359$files"</c>.
/// </summary>
/// <param name="Schema">The schema as the query writes it; empty for none.</param>
/// <param name="Name">The name as the query writes it.</param>
/// <param name="Table">The table.</param>
/// <param name="Version">What stands behind '@'; null for the table as it is now.</param>
/// <param name="Part">What stands behind '$': the name of a metadata table, or <c>rows</c>; null for the rows alone.</param>
public sealed partial record TableAspect(string Schema, string Name, TableName Table, string? Version, string? Part)
{
    /// <summary>Rows with the columns that tell where they lie and how old they are.</summary>
    public const string Rows = "rows";

    /// <summary>True for a table of what is known of the table; false for rows, at a version.</summary>
    public bool IsMetadata => Part is not (null or Rows);

    /// <summary>The name in SQL, as the query writes it.</summary>
    internal string Sql => Schema.Length == 0 ? SqlText.Name(Name) : $"{SqlText.Name(Schema)}.{SqlText.Name(Name)}";

    /// <summary>Reads a name; null when it is no such name.</summary>
    public static TableAspect? TryParse(string schema, string name)
    {
        var match = Shape().Match(schema.Length == 0 ? name : $"{schema}.{name}");
        return match.Success && (match.Groups["version"].Success || match.Groups["part"].Success) && TableName.TryParseNested(match.Groups["table"].Value) is { } table
            ? new TableAspect(schema, name, table, Text(match.Groups["version"]), Text(match.Groups["part"]))
            : null;
    }

    private static string? Text(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex(@"\A(?<table>[^@$]+)(?:@(?<version>[^$]+))?(?:\$(?<part>.+))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
