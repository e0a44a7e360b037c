using Tarn.Sources.Blocks;
using Tarn.Storage.Local;

namespace Tarn.Landing;

/// <summary>Reads a file and writes every byte, once and in order, to a copy. Going back is allowed, going ahead of what was read is not.</summary>
/// <param name="from">The file at its beginning, which stays open.</param>
/// <param name="copy">Takes the bytes.</param>
internal sealed class KeepingStream(FileStream from, PastCacheFile copy) : Stream, IBlockStream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => from.Length;

    /// <summary>How many of the bytes ahead are in the copy.</summary>
    private int Known => (int)Math.Min(copy.Length - from.Position, int.MaxValue);

    public override long Position
    {
        get => from.Position;
        set => from.Position = value <= copy.Length ? value : throw new NotSupportedException("Bytes that are kept are read in order.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var known = Known;
        var read = from.Read(buffer);
        if (read > known)
            copy.Write(buffer[known..read]);
        return read;
    }

    public int Read(SharedBlock block, int at, int count)
    {
        var known = Known;
        var read = from.Read(block.Bytes, at, count);
        if (read > known)
            copy.Write(block, at + known, read - known);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
