using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>C# objects in native hands: a counted GCHandle, let go by the callback that DuckDB promises to call once.</summary>
internal static unsafe class PinnedObject
{
    public static delegate* unmanaged[Cdecl]<nint, void> Free => &Release;

    public static nint Keep(object target)
    {
        LiveHandles.Born();
        return GCHandle.ToIntPtr(GCHandle.Alloc(target));
    }

    public static T Get<T>(nint pointer)
        where T : class => (T)GCHandle.FromIntPtr(pointer).Target!;

    /// <summary>Disposes what is disposable. An exception must not leave, so the dispose's is only traced: nobody is left to tell.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint pointer)
    {
        var held = GCHandle.FromIntPtr(pointer);
        try
        {
            (held.Target as IDisposable)?.Dispose();
        }
        catch (Exception e)
        {
            System.Diagnostics.Trace.TraceWarning($"A source of rows failed after its query was over: {e}");
        }
        held.Free();
        LiveHandles.Died();
    }
}
