namespace Tarn.Landing;

/// <summary>Reads a file and hands every byte, once and in order, to whoever keeps it. Going back is allowed, going ahead of what was read is not.</summary>
/// <param name="from">The file at its beginning, which stays open.</param>
/// <param name="keep">Takes the bytes.</param>
internal sealed class KeepingStream(FileStream from, KeepBytes keep) : Stream
{
    private long _kept;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => from.Length;

    public override long Position
    {
        get => from.Position;
        set => from.Position = value <= _kept ? value : throw new NotSupportedException("Bytes that are kept are read in order.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var known = (int)Math.Min(_kept - from.Position, int.MaxValue);
        var read = from.Read(buffer);
        if (read > known)
        {
            keep(buffer[known..read]);
            _kept += read - known;
        }
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
