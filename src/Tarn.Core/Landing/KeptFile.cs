using System.Buffers;
using Tarn.Sources;
using Tarn.Sources.Blocks;
using Tarn.Sources.Files;
using Tarn.Sources.Rows;
using Tarn.Storage.Local;

namespace Tarn.Landing;

/// <summary>
/// A source's file that is kept while its rows are read: the bytes that the first reading sees are the bytes that are copied and hashed, in one pass, whatever
/// happens to the file meanwhile. What that reading leaves is copied afterwards. Later readings read the copy.
/// </summary>
internal sealed class KeptFile : PageFile, IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly SourceFile _source;
    private readonly PastCacheFile _target;
    private readonly RunningHash _hash = new();
    private FileStream? _from;

    /// <summary>A file that is not read yet.</summary>
    /// <param name="page">Its number among the batch's pages, from 1.</param>
    /// <param name="source">The file.</param>
    /// <param name="copy">Where the copy is made.</param>
    public KeptFile(int page, SourceFile source, string copy)
        : base(page)
    {
        (_source, Copy) = (source, copy);
        _target = new PastCacheFile(copy, _hash.Add);
    }

    /// <summary>The file's name as the batch knows it.</summary>
    public string Origin => _source.Name;

    /// <summary>How its name ends, with the dot, in small letters.</summary>
    public string Extension => System.IO.Path.GetExtension(_source.Path).ToLowerInvariant();

    /// <summary>The copy.</summary>
    public string Copy { get; }

    /// <summary>The source until it is kept, the copy from then on.</summary>
    public override string Path => Digest is null ? _source.Path : Copy;

    /// <summary>What the copy's bytes are known again by; null until it is whole.</summary>
    public string? Digest { get; private set; }

    /// <summary>How many bytes were kept so far.</summary>
    public long Bytes => _target.Length;

    /// <inheritdoc/>
    public override Stream OpenRows()
    {
        if (_from is not null)
            Keep(CancellationToken.None);
        return Digest is null ? new KeepingStream(_from = BlockReader.Open(_source.Path), _target) : BlockReader.Open(Copy);
    }

    /// <summary>Copies what no reading has copied.</summary>
    public void Keep(CancellationToken cancel)
    {
        if (Digest is not null)
            return;
        _from ??= BlockReader.Open(_source.Path);
        _from.Position = Bytes;
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        while (_from.Read(buffer) is var read and > 0)
        {
            cancel.ThrowIfCancellationRequested();
            _target.Write(buffer.AsSpan(0, read));
        }
        ArrayPool<byte>.Shared.Return(buffer);
        _target.Complete();
        Digest = Sources.Digest.OfFile(_hash);
    }

    /// <summary>Lets go of both files; the copy is deleted.</summary>
    public void Dispose()
    {
        _from?.Dispose();
        _target.Dispose();
        File.Delete(Copy);
    }
}
