using System.Buffers;
using Tarn.Sources.Blocks;
using Tarn.Sources.Files;
using Tarn.Sources.Rows;
using Tarn.Storage.Local;

namespace Tarn.Landing;

/// <summary>
/// A source's file that is kept while its rows are read: the bytes that the first reading sees are the bytes that are copied and hashed, in one pass, whatever
/// happens to the file meanwhile. What that reading leaves is copied afterwards. Later readings read the copy.
/// </summary>
/// <param name="page">Its number among the batch's pages, from 1.</param>
/// <param name="source">The file.</param>
/// <param name="copy">Where the copy is made.</param>
internal sealed class KeptFile(int page, SourceFile source, string copy) : PageFile(page), IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly PastCacheFile _target = new(copy);
    private FileStream? _from;

    /// <summary>The file's name as the batch knows it.</summary>
    public string Origin => source.Name;

    /// <summary>How its name ends, with the dot, in small letters.</summary>
    public string Extension => System.IO.Path.GetExtension(source.Path).ToLowerInvariant();

    /// <summary>The copy.</summary>
    public string Copy => copy;

    /// <summary>The source until it is kept, the copy from then on.</summary>
    public override string Path => Sha256 is null ? source.Path : copy;

    /// <summary>SHA-256 of the copy, lower-case hexadecimal; null until it is whole.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>How many bytes were kept so far.</summary>
    public long Bytes => _target.Length;

    /// <inheritdoc/>
    public override Stream OpenRows()
    {
        if (_from is not null)
            Keep(CancellationToken.None);
        return Sha256 is null ? new KeepingStream(_from = BlockReader.Open(source.Path), _target) : BlockReader.Open(copy);
    }

    /// <summary>Copies what no reading has copied.</summary>
    public void Keep(CancellationToken cancel)
    {
        if (Sha256 is not null)
            return;
        _from ??= BlockReader.Open(source.Path);
        _from.Position = Bytes;
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        while (_from.Read(buffer) is var read and > 0)
        {
            cancel.ThrowIfCancellationRequested();
            _target.Write(buffer.AsSpan(0, read));
        }
        ArrayPool<byte>.Shared.Return(buffer);
        Sha256 = Convert.ToHexStringLower(_target.Complete());
    }

    /// <summary>Lets go of both files; the copy is deleted.</summary>
    public void Dispose()
    {
        _from?.Dispose();
        _target.Dispose();
        File.Delete(copy);
    }
}
