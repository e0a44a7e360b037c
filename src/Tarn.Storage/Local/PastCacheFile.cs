using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Storage.Local;

/// <summary>
/// Writes a new local file from front to back, past the page cache where the system has a way to: a large copy that nobody reads soon costs neither memory
/// nor a second copying of its bytes. Blocks are written and hashed while the next ones fill, at most <see cref="BlocksMax"/> behind. Nothing is synced. Not
/// safe for threads.
/// </summary>
/// <param name="path">The file, which is replaced when it is there.</param>
public sealed class PastCacheFile(string path) : IDisposable
{
    /// <summary>How many blocks of 1 MiB may wait to be written.</summary>
    public const int BlocksMax = 8;

    private const int BlockBytes = 1 << 20;
    private const int AlignedTo = 4096;

    private static readonly ConcurrentBag<Memory<byte>> Spare = [];

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SemaphoreSlim _room = new(BlocksMax);
    private Memory<byte> _filling;
    private int _filled;
    private Task _writing = Task.CompletedTask;
    private SafeFileHandle? _file;

    /// <summary>How many bytes the file has so far.</summary>
    public long Length { get; private set; }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="IOException">Earlier bytes could not be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_filling.IsEmpty)
                _filling = Block();
            var part = bytes[..Math.Min(bytes.Length, BlockBytes - _filled)];
            part.CopyTo(_filling.Span[_filled..]);
            _filled += part.Length;
            Length += part.Length;
            bytes = bytes[part.Length..];
            if (_filled == BlockBytes)
                Flush();
        }
    }

    /// <summary>Writes what is left and closes the file; the SHA-256 of all its bytes.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    public byte[] Complete()
    {
        _writing.GetAwaiter().GetResult();
        _file?.Dispose();
        using var file = File.OpenHandle(path, Length == _filled ? FileMode.Create : FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, _filling.Span[.._filled], Length - _filled);
        _hash.AppendData(_filling.Span[.._filled]);
        return _hash.GetHashAndReset();
    }

    /// <summary>Closes the file as it is.</summary>
    public void Dispose()
    {
        _writing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _file?.Dispose();
        _hash.Dispose();
        _room.Dispose();
        if (!_filling.IsEmpty)
            Spare.Add(_filling);
        _filling = default;
    }

    private void Flush()
    {
        _room.Wait();
        if (_writing.IsFaulted)
            _writing.GetAwaiter().GetResult();
        _file ??= Posix.CreatePastCache(path) ?? File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        _writing = WriteAsync(_writing, _filling, Length - BlockBytes);
        (_filling, _filled) = (default, 0);
    }

    /// <summary>One block after the other. After a fault nothing more is written.</summary>
    private async Task WriteAsync(Task before, Memory<byte> block, long at)
    {
        await Task.Yield();
        try
        {
            await before;
            RandomAccess.Write(_file!, block.Span, at);
            _hash.AppendData(block.Span);
        }
        finally
        {
            Spare.Add(block);
            _room.Release();
        }
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
