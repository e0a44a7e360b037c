using Microsoft.Win32.SafeHandles;

namespace Tarn.Storage.Local;

/// <summary>
/// Writes a new local file from front to back, past the page cache where the system has a way to: a large copy that nobody reads soon costs neither memory
/// nor a second copying of its bytes. Blocks are written and told while the next ones come, at most <see cref="BlocksMax"/> behind. Nothing is synced. Not
/// safe for threads.
/// </summary>
/// <param name="path">The file, which is replaced when it is there.</param>
/// <param name="written">Told all bytes in their order, each piece when it was written, on whatever thread: to hash them while they are in the core's cache.</param>
public sealed class PastCacheFile(string path, Action<ReadOnlySpan<byte>> written) : IDisposable
{
    /// <summary>How many blocks may wait to be written.</summary>
    public const int BlocksMax = 16;

    private readonly SemaphoreSlim _room = new(BlocksMax);
    private SharedBlock? _filling;
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
            _filling ??= SharedBlock.Rent();
            var part = bytes[..Math.Min(bytes.Length, SharedBlock.UsualBytes - _filled)];
            part.CopyTo(_filling.Bytes.AsSpan(_filling.Start + _filled));
            _filled += part.Length;
            Length += part.Length;
            bytes = bytes[part.Length..];
            if (_filled == SharedBlock.UsualBytes)
                Flush();
        }
    }

    /// <summary>Adds bytes of a block at the end. They are not copied where they and the file's end lie at sectors: they must not change any more.</summary>
    /// <exception cref="IOException">Earlier bytes could not be written.</exception>
    public void Write(SharedBlock block, int at, int count)
    {
        var whole = _filled == 0 && block.IsSector(at) ? count - (count % SharedBlock.SectorBytes) : 0;
        if (whole > 0)
        {
            block.Retain();
            Queue(block, at, whole, Length);
            Length += whole;
        }
        Write(block.Bytes.AsSpan(at + whole, count - whole));
    }

    /// <summary>Writes what is left and closes the file.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    public void Complete()
    {
        _writing.GetAwaiter().GetResult();
        _file?.Dispose();
        using var file = File.OpenHandle(path, Length == _filled ? FileMode.Create : FileMode.Open, FileAccess.Write);
        var last = _filling is null ? [] : _filling.Bytes.AsSpan(_filling.Start, _filled);
        RandomAccess.Write(file, last, Length - _filled);
        written(last);
    }

    /// <summary>Closes the file as it is.</summary>
    public void Dispose()
    {
        _writing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _file?.Dispose();
        _room.Dispose();
        _filling?.Release();
        _filling = null;
    }

    private void Flush()
    {
        Queue(_filling!, _filling!.Start, _filled, Length - _filled);
        (_filling, _filled) = (null, 0);
    }

    private void Queue(SharedBlock block, int at, int count, long place)
    {
        _room.Wait();
        if (_writing.IsFaulted)
            _writing.GetAwaiter().GetResult();
        _file ??= Posix.CreatePastCache(path) ?? File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        _writing = WriteAsync(_writing, block, at, count, place);
    }

    /// <summary>One block after the other. After a fault nothing more is written.</summary>
    private async Task WriteAsync(Task before, SharedBlock block, int at, int count, long place)
    {
        await Task.Yield();
        try
        {
            await before;
            RandomAccess.Write(_file!, block.Bytes.AsSpan(at, count), place);
            written(block.Bytes.AsSpan(at, count));
        }
        finally
        {
            block.Release();
            _room.Release();
        }
    }
}
