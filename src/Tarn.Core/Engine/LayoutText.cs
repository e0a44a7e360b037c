using System.Globalization;
using System.Text.RegularExpressions;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// What tables are partitioned and sorted by, as people write it and Spark does: <c>country</c>, <c>day(seen_at)</c>, <c>bucket(16, id)</c>,
/// <c>truncate(4, name)</c>; for sorting also <c>id desc nulls last</c>. Names of functions may stand in the plural; dots lead into structs.
/// </summary>
public static partial class LayoutText
{
    /// <summary>A partition field; null when the text is none.</summary>
    public static PartitionChange.Add? PartitionOf(string text) =>
        TermOf(text.Trim()) is ({ } source, { } transform) ? new PartitionChange.Add(source, transform) : null;

    /// <summary>A part of a sort order; null when the text is none. Without a word on nulls they come first, in descending order last.</summary>
    public static SortTerm? SortOf(string text)
    {
        var parts = Sorted().Match(text);
        if (!parts.Success || TermOf(parts.Groups["term"].Value) is not ({ } source, { } transform))
            return null;
        var descending = Is(parts.Groups["direction"], "desc");
        return new SortTerm(source, transform, descending, parts.Groups["nulls"].Success ? Is(parts.Groups["nulls"], "last") : descending);
    }

    private static (ColumnPath Source, Transform Transform)? TermOf(string text)
    {
        if (Column().IsMatch(text))
            return (PathOf(text), new Transform.Identity());
        var call = Call().Match(text);
        if (!call.Success)
            return null;
        var number = call.Groups["number"].Captures.Count == 1 ? call.Groups["number"].Value : null;
        Transform? transform = (call.Groups["name"].Value.ToLowerInvariant().TrimEnd('s'), Number(number)) switch
        {
            ("identity", null) => new Transform.Identity(),
            ("year", null) => new Transform.Year(),
            ("month", null) => new Transform.Month(),
            ("day" or "date", null) => new Transform.Day(),
            ("hour", null) => new Transform.Hour(),
            ("bucket", { } count) => new Transform.Bucket(count),
            ("truncate", { } width) => new Transform.Truncate(width),
            _ => null,
        };
        return transform is null ? null : (PathOf(call.Groups["column"].Value), transform);
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static ColumnPath PathOf(string text) => new(text.Split('.'));

    private static bool Is(Group group, string word) => group.Value.Equals(word, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\w+(\.\w+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Column();

    [GeneratedRegex(@"^(?<name>\w+)\s*\(\s*((?<number>\d+)\s*,\s*)?(?<column>\w+(\.\w+)*)(\s*,\s*(?<number>\d+))?\s*\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Call();

    [GeneratedRegex(@"^\s*(?<term>.+?)(\s+(?<direction>asc|desc))?(\s+nulls\s+(?<nulls>first|last))?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Sorted();
}
