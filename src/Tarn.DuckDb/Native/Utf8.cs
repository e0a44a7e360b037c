using System.Text;

namespace Tarn.DuckDb.Native;

/// <summary>Text as DuckDB takes it. Half a surrogate pair has no UTF-8 and throws rather than becoming another character.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Bytes(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Strict.GetByteCount(text)];
        Strict.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>The bytes and one zero. A NUL within would cut the text unseen, so it throws.</summary>
    public static byte[] Terminated(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("The text holds a NUL character, at which DuckDB would cut it. Give such text as a parameter.", nameof(text));
        var bytes = new byte[Strict.GetByteCount(text) + 1];
        Strict.GetBytes(text, bytes);
        return bytes;
    }

    public static int Write(ReadOnlySpan<char> text, Span<byte> into) => Strict.GetBytes(text, into);

    public static int LengthMax(int characters) => Strict.GetMaxByteCount(characters);
}
