using System.Text.RegularExpressions;

namespace Tarn.Project;

/// <summary>A path into a JSON document: <c>$</c>, then names (<c>.name</c>, <c>['any name']</c>) and positions (<c>[0]</c>). Nothing is searched.</summary>
public sealed partial record JsonPathText
{
    /// <summary>What may be written, as a regular expression that both .NET and ECMAScript read.</summary>
    public const string Pattern = @"^\$(\.[A-Za-z_][A-Za-z0-9_-]*|\['[^']+'\]|\[[0-9]{1,6}\])*$";

    private JsonPathText(string text, IReadOnlyList<JsonPathPart> parts) => (Text, Parts) = (text, parts);

    /// <summary>The whole document.</summary>
    public static JsonPathText Root { get; } = new("$", []);

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>The way from the root; empty is the root.</summary>
    public IReadOnlyList<JsonPathPart> Parts { get; }

    /// <summary>Reads a path; null when it is none.</summary>
    public static JsonPathText? TryParse(string text)
    {
        if (!Shape().IsMatch(text) || text.EndsWith('\n'))
            return null;
        return new JsonPathText(text, [.. Part().Matches(text[1..]).Select(PartOf)]);
    }

    /// <summary>Reads a path.</summary>
    /// <exception cref="TarnException">Invalid: it is none.</exception>
    public static JsonPathText Parse(string text) =>
        TryParse(text) ?? throw new TarnException(FailureKind.Invalid, new Problem(
            "name.json-path", $"'{text}' is not a path into JSON.", Next: "Write it from the root with names and positions, for example $.data.items[0]."));

    /// <summary>Two paths are one when their text is.</summary>
    public bool Equals(JsonPathText? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The path as it was written.</summary>
    public override string ToString() => Text;

    private static JsonPathPart PartOf(Match match) =>
        match.Groups["index"].Success
            ? new JsonPathPart.Index(int.Parse(match.Groups["index"].ValueSpan))
            : new JsonPathPart.Name(match.Groups["name"].Value);

    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\.(?<name>[A-Za-z_][A-Za-z0-9_-]*)|\['(?<name>[^']+)'\]|\[(?<index>[0-9]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
