using System.Text.RegularExpressions;

namespace Tarn;

/// <summary>
/// The name of a table or view in a lake: a namespace and a name, each <c>[a-z_][a-z0-9_]*</c> of at most 128 characters, so that no
/// engine folds or quotes it differently. A namespace that came through the catalog server may have several such levels, joined by dots.
/// </summary>
public sealed partial record TableName : IComparable<TableName>
{
    private const string NamespaceMark = "*";

    private TableName(string ns, string name) => (Namespace, Name) = (ns, name);

    /// <summary>The part before the last dot.</summary>
    public string Namespace { get; }

    /// <summary>The part after the last dot.</summary>
    public string Name { get; }

    /// <summary>It names a namespace itself, not a table in it.</summary>
    public bool IsNamespace => Name == NamespaceMark;

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
    public static TableName? TryParse(string text) => Of(Shape().Match(text));

    /// <summary>Reads <c>namespace.table</c> where the namespace may have several levels: <c>sales.eu.orders</c>. Null when it is not such a name.</summary>
    public static TableName? TryParseNested(string text) => Of(NestedShape().Match(text));

    /// <summary>Stands for a namespace among the names of a lake: <c>gold.*</c>.</summary>
    /// <exception cref="TarnException">Invalid: it is not the name of a namespace.</exception>
    public static TableName OfNamespace(string ns) =>
        TryParseNested($"{ns}.x") is { } name ? new TableName(name.Namespace, NamespaceMark) : throw new TarnException(FailureKind.Invalid, new Problem(
            "name.namespace",
            $"'{ns}' is not the name of a namespace.",
            Next: "Use lower-case letters, digits and '_', for example gold, or sales.eu for a namespace in a namespace."));

    /// <summary>Reads what <see cref="ToString"/> writes, namespaces included.</summary>
    internal static TableName? TryParseStored(string text) => Of(StoredShape().Match(text));

    /// <summary>By ordinal order of the text.</summary>
    public int CompareTo(TableName? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary>The name as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{Namespace}.{Name}";

    private static TableName? Of(Match match) => match.Success ? new TableName(match.Groups[1].Value, match.Groups[2].Value) : null;

    [GeneratedRegex(@"\A([a-z_][a-z0-9_]{0,127})\.([a-z_][a-z0-9_]{0,127})\z", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\A([a-z_][a-z0-9_]{0,127}(?:\.[a-z_][a-z0-9_]{0,127})*)\.([a-z_][a-z0-9_]{0,127})\z", RegexOptions.None, 1000)]
    private static partial Regex NestedShape();

    [GeneratedRegex(@"\A([a-z_][a-z0-9_]{0,127}(?:\.[a-z_][a-z0-9_]{0,127})*)\.([a-z_][a-z0-9_]{0,127}|\*)\z", RegexOptions.None, 1000)]
    private static partial Regex StoredShape();
}
