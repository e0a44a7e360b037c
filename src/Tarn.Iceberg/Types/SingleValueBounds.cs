using System.Text;

namespace Tarn.Iceberg.Types;

/// <summary>
/// Bounds of a column in a file, in the single-value form. Text is cut to 16 code points and binary to 16 bytes, as Java's default
/// <c>truncate(16)</c> does; a cut upper bound is rounded up so that it is still no less than any value.
/// </summary>
public static class SingleValueBounds
{
    /// <summary>Code points of text, bytes of binary.</summary>
    public const int LengthMax = 16;

    private const int SurrogatesStart = 0xD800;
    private const int SurrogatesEnd = 0xDFFF;
    private const int CodePointMax = 0x10FFFF;

    /// <summary>Bytes of a value no greater than <paramref name="least"/>; null when there is none (NaN bounds nothing).</summary>
    public static byte[]? Lower(IcebergType type, object least) => least switch
    {
        string text => SingleValue.Encode(type, Cut(text)),
        byte[] bytes when type is IcebergType.Binary => bytes.Length > LengthMax ? bytes[..LengthMax] : bytes,
        _ when ValueOrder.IsNan(least) => null,
        _ => SingleValue.Encode(type, least),
    };

    /// <summary>
    /// Bytes of a value no less than <paramref name="greatest"/>; null when there is none: NaN, or sixteen times the greatest code point or
    /// byte and more behind it.
    /// </summary>
    public static byte[]? Upper(IcebergType type, object greatest) => greatest switch
    {
        string text => RoundUp(text) is { } rounded ? SingleValue.Encode(type, rounded) : null,
        byte[] bytes when type is IcebergType.Binary => RoundUp(bytes),
        _ when ValueOrder.IsNan(greatest) => null,
        _ => SingleValue.Encode(type, greatest),
    };

    private static string Cut(string text)
    {
        if (text.Length <= LengthMax)
            return text;
        var end = 0;
        for (var n = 0; n < LengthMax && end < text.Length; n++)
            end += char.IsSurrogatePair(text, end) ? 2 : 1;
        return text[..end];
    }

    private static string? RoundUp(string text)
    {
        var cut = Cut(text);
        if (cut.Length == text.Length)
            return text;
        var points = cut.EnumerateRunes().Select(rune => rune.Value).ToList();
        for (; points.Count > 0; points.RemoveAt(points.Count - 1))
        {
            if (points[^1] == CodePointMax)
                continue;
            var next = points[^1] + 1;
            points[^1] = next is >= SurrogatesStart and <= SurrogatesEnd ? SurrogatesEnd + 1 : next;
            return string.Concat(points.Select(char.ConvertFromUtf32));
        }
        return null;
    }

    private static byte[]? RoundUp(byte[] bytes)
    {
        if (bytes.Length <= LengthMax)
            return bytes;
        var length = LengthMax;
        while (length > 0 && bytes[length - 1] == byte.MaxValue)
            length--;
        if (length == 0)
            return null;
        var rounded = bytes[..length];
        rounded[^1]++;
        return rounded;
    }
}
