using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>One native object: counted while it lives, released once, by Dispose or at the latest by the finalizer.</summary>
internal abstract class NativeHandle : SafeHandle
{
    protected NativeHandle(nint pointer)
        : base(0, ownsHandle: true)
    {
        SetHandle(pointer);
        if (pointer != 0)
            LiveHandles.Born();
    }

    public sealed override bool IsInvalid => handle == 0;

    protected abstract void Destroy(ref nint pointer);

    protected sealed override bool ReleaseHandle()
    {
        LiveHandles.Died();
        Destroy(ref handle);
        return true;
    }
}
