using System.Runtime.InteropServices;

namespace Tarn.DuckDb.Native;

/// <summary>A <c>const char **</c> for the length of one call.</summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly nint[] _texts;
    private readonly GCHandle _pin;

    public NativeTexts(IReadOnlyList<string> texts)
    {
        _texts = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];
        _pin = GCHandle.Alloc(_texts, GCHandleType.Pinned);
    }

    public byte** Pointers => (byte**)_pin.AddrOfPinnedObject();

    public void Dispose()
    {
        _pin.Free();
        foreach (var text in _texts)
            Marshal.FreeCoTaskMem(text);
    }
}
