using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>duckdb_hugeint and duckdb_uhugeint: two words, the lower first. Int128 has its own calling convention, so it does not cross.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeHugeint(ulong lower, ulong upper)
{
    public readonly ulong Lower = lower;
    public readonly ulong Upper = upper;

    public static NativeHugeint Of(Int128 value) => new((ulong)value, (ulong)(value >> 64));

    public static NativeHugeint Of(UInt128 value) => new((ulong)value, (ulong)(value >> 64));
}
