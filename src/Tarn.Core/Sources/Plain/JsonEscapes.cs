using System.Buffers;
using System.Text;

namespace Tarn.Sources.Plain;

/// <summary>Texts with escapes (RFC 8259, section 7).</summary>
internal static class JsonEscapes
{
    /// <summary>
    /// Reads on to the quote that ends a text; the place after it, or <see cref="JsonBytes.None"/>. Escapes of NUL and of surrogates are not taken.
    /// </summary>
    /// <param name="json">The bytes.</param>
    /// <param name="at">The place after the first quote.</param>
    /// <param name="scratch">Holds what the text says.</param>
    /// <param name="text">What it says.</param>
    public static int Text(ReadOnlySpan<byte> json, int at, ArrayBufferWriter<byte> scratch, out ReadOnlySpan<byte> text)
    {
        text = [];
        scratch.ResetWrittenCount();
        while (at >= 0 && at < json.Length)
        {
            var rest = json[at..];
            var length = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (length < 0 || rest[..length].IndexOfAnyInRange((byte)0, (byte)31) >= 0)
                return JsonBytes.None;
            scratch.Write(rest[..length]);
            at += length + 1;
            if (rest[length] == (byte)'"')
            {
                text = scratch.WrittenSpan;
                return at;
            }
            at = Escape(json, at, scratch);
        }
        return JsonBytes.None;
    }

    private static int Escape(ReadOnlySpan<byte> json, int at, ArrayBufferWriter<byte> scratch)
    {
        var sign = at < json.Length ? json[at] : (byte)0;
        if (sign == (byte)'u')
            return CodePoint(json, at + 1, scratch);
        var place = @"""\/bfnrt"u8.IndexOf(sign);
        if (place < 0)
            return JsonBytes.None;
        scratch.Write("\"\\/\b\f\n\r\t"u8.Slice(place, 1));
        return at + 1;
    }

    private static int CodePoint(ReadOnlySpan<byte> json, int at, ArrayBufferWriter<byte> scratch)
    {
        if (at + 4 > json.Length || !System.Buffers.Text.Utf8Parser.TryParse(json.Slice(at, 4), out ushort code, out var used, 'x') || used != 4)
            return JsonBytes.None;
        if (code == 0 || !Rune.TryCreate((char)code, out var rune))
            return JsonBytes.None;
        scratch.Advance(rune.EncodeToUtf8(scratch.GetSpan(4)));
        return at + 4;
    }
}
