using System.Globalization;

namespace Tarn.Iceberg.Partitions;

/// <summary>Transforms as text: <c>identity</c>, <c>bucket[16]</c>, <c>truncate[4]</c>, <c>year</c>, <c>month</c>, <c>day</c>, <c>hour</c>, <c>void</c>.</summary>
public static class TransformText
{
    /// <summary>The text of a transform.</summary>
    public static string Print(Transform transform) => transform switch
    {
        Transform.Bucket bucket => $"bucket[{bucket.Count}]",
        Transform.Truncate truncate => $"truncate[{truncate.Width}]",
        Transform.Unknown unknown => unknown.Text,
        _ => transform.GetType().Name.ToLowerInvariant(),
    };

    /// <summary>The transform of a text; <see cref="Transform.Unknown"/> when this program does not know it (spec, "Partition Transforms").</summary>
    public static Transform Parse(string text) => text switch
    {
        "identity" => new Transform.Identity(),
        "year" => new Transform.Year(),
        "month" => new Transform.Month(),
        "day" => new Transform.Day(),
        "hour" => new Transform.Hour(),
        "void" => new Transform.Void(),
        _ when Argument(text, "bucket[") is { } count => new Transform.Bucket(count),
        _ when Argument(text, "truncate[") is { } width => new Transform.Truncate(width),
        _ => new Transform.Unknown(text),
    };

    /// <summary>The transform of a text over so many columns; no transform of several is known to this program.</summary>
    public static Transform Parse(string text, int columns) => columns > 1 ? new Transform.Unknown(text) : Parse(text);

    private static int? Argument(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(']')
        && int.TryParse(text.AsSpan(start.Length..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var argument) && argument > 0
            ? argument
            : null;
}
