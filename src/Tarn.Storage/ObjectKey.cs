using System.Buffers;

namespace Tarn.Storage;

/// <summary>The rule for keys that <see cref="IObjectStore"/> states.</summary>
internal static class ObjectKey
{
    /// <summary>The first segment that no key may have: a local store writes beside its objects there.</summary>
    public const string TemporaryFolder = ".tarn-tmp";

    private const int SegmentCharactersMax = 255;
    private const int KeyCharactersMax = 1024;

    private static readonly SearchValues<char> _allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._=~@%+-");

    /// <summary>The key, when it keeps the rule.</summary>
    public static string Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Fault(key) is { } fault)
            throw new ArgumentException($"'{key}' cannot be the key of an object: {fault}.", nameof(key));
        return key;
    }

    /// <summary>The prefix, when some key could start with it. The empty one is the whole store.</summary>
    public static string CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var folder = prefix[..(prefix.LastIndexOf('/') + 1)];
        var rest = prefix[folder.Length..];
        var fault = (folder.Length > 0 ? Fault(folder[..^1]) : null)
            ?? (rest.AsSpan().ContainsAnyExcept(_allowed) ? "it has a character that keys do not have" : null);
        return fault is null
            ? prefix
            : throw new ArgumentException($"'{prefix}' cannot be the beginning of a key: {fault}.", nameof(prefix));
    }

    /// <summary>Whether a key may have this segment.</summary>
    public static bool IsSegment(ReadOnlySpan<char> segment) =>
        segment is not ("" or "." or "..") && segment.Length <= SegmentCharactersMax && !segment.ContainsAnyExcept(_allowed);

    private static string? Fault(string key)
    {
        if (key.Length is 0 or > KeyCharactersMax)
            return $"it must have 1 to {KeyCharactersMax} characters";
        var first = true;
        foreach (var range in key.AsSpan().Split('/'))
        {
            var segment = key.AsSpan()[range];
            if (!IsSegment(segment))
                return $"'{segment}' cannot be a segment";
            if (first && segment.Equals(TemporaryFolder, StringComparison.OrdinalIgnoreCase))
                return $"'{TemporaryFolder}' belongs to the store";
            first = false;
        }
        return null;
    }
}
