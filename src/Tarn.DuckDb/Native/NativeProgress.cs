using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>What duckdb_query_progress returns by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeProgress
{
    public double Percentage;
    public ulong Rows;
    public ulong RowsTotal;
}
