using System.Globalization;
using System.Text.RegularExpressions;

namespace Tarn;

/// <summary>The name of a run, chosen before it starts: a UTC time and a suffix, <c>20260604-091400-3f9a1c</c>, so that names sort by time.</summary>
public sealed partial record RunId
{
    private RunId(string value) => Value = value;

    /// <summary>The whole name.</summary>
    public string Value { get; }

    /// <summary>When it was named, UTC, to the second.</summary>
    public DateTimeOffset Started =>
        DateTimeOffset.TryParseExact(Value[..15], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : DateTimeOffset.UnixEpoch;

    /// <summary>A new name from a time and a source of chance.</summary>
    public static RunId New(IdSource ids) => new($"{ids.Time.GetUtcNow():yyyyMMdd-HHmmss}-{ids.NextHex(6)}");

    /// <summary>Reads a name.</summary>
    /// <exception cref="TarnException">Invalid: it is not such a name.</exception>
    public static RunId Parse(string text) =>
        TryParse(text) ?? throw new TarnException(FailureKind.Invalid, new Problem(
                "name.run", $"'{text}' is not a run id.", Next: "It looks like 20260604-091400-3f9a1c; 'tarn status' lists runs."));

    /// <summary>Reads a name; null when it is not one.</summary>
    public static RunId? TryParse(string text) => Shape().IsMatch(text) ? new RunId(text) : null;

    /// <summary>The whole name.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\z", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
