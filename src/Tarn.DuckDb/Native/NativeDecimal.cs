using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>duckdb_decimal.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDecimal
{
    public byte Width;
    public byte Scale;
    public NativeHugeint Value;
}
