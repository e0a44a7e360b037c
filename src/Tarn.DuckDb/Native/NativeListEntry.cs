using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>Where a list lies in its child vector.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeListEntry
{
    public ulong Offset;
    public ulong Length;
}
