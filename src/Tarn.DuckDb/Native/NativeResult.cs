using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>duckdb_result: 48 bytes, of which only the last word is alive.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    private nint _columns;
    private nint _rows;
    private nint _changed;
    private nint _data;
    private nint _error;
    private nint _internal;
}
