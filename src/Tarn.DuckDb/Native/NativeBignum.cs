using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>duckdb_bignum: the magnitude, most significant byte first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeBignum
{
    public nint Data;
    public ulong Size;
    public byte IsNegative;
}
