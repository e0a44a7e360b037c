using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Storage.Local;

/// <summary>
/// Writes a new local file from front to back, past the page cache where the system has a way to: a large copy that nobody reads soon costs neither memory
/// nor a second copying of its bytes. A block is written while the next one fills. Nothing is synced. Not safe for threads.
/// </summary>
/// <param name="path">The file, which is replaced when it is there.</param>
public sealed class PastCacheFile(string path) : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private const int AlignedTo = 4096;

    private static readonly ConcurrentBag<Memory<byte>> Spare = [];

    private Memory<byte> _filling;
    private Memory<byte> _flushing;
    private int _filled;
    private Task _writing = Task.CompletedTask;
    private SafeFileHandle? _file;

    /// <summary>How many bytes the file has so far.</summary>
    public long Length { get; private set; }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="IOException">These bytes or earlier ones could not be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_filling.IsEmpty)
            _filling = Block();
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, BlockBytes - _filled)];
            part.CopyTo(_filling.Span[_filled..]);
            _filled += part.Length;
            Length += part.Length;
            bytes = bytes[part.Length..];
            if (_filled == BlockBytes)
                Flush();
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    public void Complete()
    {
        Settle();
        using var file = File.OpenHandle(path, Length == _filled ? FileMode.Create : FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, _filling.Span[.._filled], Length - _filled);
        GiveBack();
    }

    /// <summary>Closes the file as it is.</summary>
    public void Dispose()
    {
        _writing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _file?.Dispose();
        GiveBack();
    }

    private void Flush()
    {
        _writing.GetAwaiter().GetResult();
        _file ??= Posix.CreatePastCache(path) ?? File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var (file, block, at) = (_file, _filling, Length - BlockBytes);
        (_filling, _flushing) = (_flushing.IsEmpty ? Block() : _flushing, _filling);
        _filled = 0;
        _writing = Task.Run(() => RandomAccess.Write(file, block.Span, at));
    }

    private void Settle()
    {
        _writing.GetAwaiter().GetResult();
        _file?.Dispose();
        _file = null;
    }

    private void GiveBack()
    {
        foreach (var block in new[] { _filling, _flushing }.Where(b => !b.IsEmpty))
            Spare.Add(block);
        (_filling, _flushing, _filled) = (default, default, 0);
    }

    /// <summary>Memory that begins where a sector of the disk may: direct writing asks for it.</summary>
    private static Memory<byte> Block()
    {
        if (Spare.TryTake(out var spare))
            return spare;
        var bytes = GC.AllocateUninitializedArray<byte>(BlockBytes + AlignedTo, pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0) % AlignedTo);
        return bytes.AsMemory(past == 0 ? 0 : AlignedTo - past, BlockBytes);
    }
}
