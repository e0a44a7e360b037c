using System.Text.RegularExpressions;

namespace Tarn;

/// <summary>
/// The name of a table or view in a lake: a namespace and a name, each <c>[a-z_][a-z0-9_]*</c> of at most 128 characters, so that no
/// engine folds or quotes it differently.
/// </summary>
public sealed partial record TableName : IComparable<TableName>
{
    private TableName(string ns, string name) => (Namespace, Name) = (ns, name);

    /// <summary>The part before the dot.</summary>
    public string Namespace { get; }

    /// <summary>The part after the dot.</summary>
    public string Name { get; }

    /// <summary>Both parts quoted for SQL: <c>"gold"."daily"</c>.</summary>
    public string Sql => $"\"{Namespace}\".\"{Name}\"";

    /// <summary>Reads <c>namespace.table</c>.</summary>
    /// <exception cref="TarnException">Invalid: it is not such a name.</exception>
    public static TableName Parse(string text) =>
        TryParse(text) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "name.table",
            $"'{text}' is not a table name.",
            Next: "Write it as namespace.table in lower case, for example bronze.checkouts."));

    /// <summary>Reads <c>namespace.table</c>; null when it is not such a name.</summary>
    public static TableName? TryParse(string text)
    {
        var match = Shape().Match(text);
        return match.Success ? new TableName(match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    /// <summary>By ordinal order of the text.</summary>
    public int CompareTo(TableName? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary>The name as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{Namespace}.{Name}";

    [GeneratedRegex(@"\A([a-z_][a-z0-9_]{0,127})\.([a-z_][a-z0-9_]{0,127})\z", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
