using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>string_t: 16 bytes, the length and then either up to 12 bytes inline, or a prefix of 4 and a pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    public const int InlineMax = 12;

    [FieldOffset(0)] public uint Length;
    [FieldOffset(4)] public fixed byte Inlined[InlineMax];
    [FieldOffset(8)] public byte* Pointer;

    /// <summary>The bytes of a string in native memory; they live as long as its vector.</summary>
    public static ReadOnlySpan<byte> Bytes(NativeString* text) =>
        new(text->Length <= InlineMax ? text->Inlined : text->Pointer, (int)text->Length);
}
