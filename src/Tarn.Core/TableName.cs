using System.Text.RegularExpressions;

namespace Tarn;

/// <summary>
/// The name of a table or view in a lake: a namespace and a name. What a project declares is <c>[a-z_][a-z0-9_]*</c>, at most 128 characters each, so that no engine folds or quotes it
/// differently. What other engines made and what is imported may have letters, marks and digits of any script, '_', '-' and spaces within, and several levels of namespaces, joined by dots.
/// Nothing in a name means anything to SQL in double quotes, to a path or to a pattern. Names that differ in case are different names.
/// </summary>
public sealed partial record TableName : IComparable<TableName>
{
    private const string NamespaceMark = "*";

    /// <summary>A level of a name: at most 128 characters, a space neither first nor last.</summary>
    private const string Level = @"[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_ -]{0,126}[\p{L}\p{M}\p{N}_-])?";

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

    /// <summary>
    /// Reads <c>namespace.table</c> as other engines may name it; the namespace may have several levels: <c>sales.eu.Orders 2024</c>. Null when it is not such a name.
    /// </summary>
    public static TableName? TryParseNested(string text) => Of(NestedShape().Match(text));

    /// <summary>Stands for a namespace among the names of a lake: <c>gold.*</c>.</summary>
    /// <exception cref="TarnException">Invalid: it is not the name of a namespace.</exception>
    public static TableName OfNamespace(string ns) =>
        TryParseNested($"{ns}.x") is { } name ? new TableName(name.Namespace, NamespaceMark) : throw new TarnException(FailureKind.Invalid, new Problem(
            "name.namespace",
            $"'{ns}' is not the name of a namespace.",
            Next: "Use letters, digits, '_', '-' and spaces within, for example gold, or sales.eu for a namespace in a namespace."));

    /// <summary>Reads what <see cref="ToString"/> writes, namespaces included.</summary>
    internal static TableName? TryParseStored(string text) => Of(StoredShape().Match(text));

    /// <summary>By ordinal order of the text.</summary>
    public int CompareTo(TableName? other) => string.CompareOrdinal(ToString(), other?.ToString());

    /// <summary>The name as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{Namespace}.{Name}";

    private static TableName? Of(Match match) => match.Success ? new TableName(match.Groups[1].Value, match.Groups[2].Value) : null;

    [GeneratedRegex(@"\A([a-z_][a-z0-9_]{0,127})\.([a-z_][a-z0-9_]{0,127})\z", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex($@"\A({Level}(?:\.{Level})*)\.({Level})\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NestedShape();

    [GeneratedRegex($@"\A({Level}(?:\.{Level})*)\.({Level}|\*)\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StoredShape();
}
