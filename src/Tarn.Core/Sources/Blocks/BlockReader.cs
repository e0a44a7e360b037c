using System.Buffers;
using System.Text;

namespace Tarn.Sources.Blocks;

/// <summary>
/// Reads a text file of any size as blocks that end between records. <see cref="Next"/> may be called from several threads; each block belongs to whoever
/// took it. UTF-8 is read as it stands; other encodings, known from a byte order mark or declared, are transcoded. Byte order marks are dropped.
/// </summary>
public sealed class BlockReader : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private const int Utf8CodePage = 65001;
    private const int AsciiCodePage = 20127;

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockBytes + TextBlock.Padding);
    private int _filled;
    private long _row;
    private long _line = 1;
    private bool _disposed;

    /// <summary>Reads a stream, which it owns from now on, and fills the first block.</summary>
    public BlockReader(Stream stream, Encoding? declared = null)
    {
        _stream = Utf8Of(stream, declared ?? Encoding.UTF8);
        Fill();
        DropMark();
    }

    /// <summary>What ends a line; LF unless told otherwise.</summary>
    public byte NewLine { get; set; } = (byte)'\n';

    /// <summary>How records are told apart. Lines, unless told otherwise.</summary>
    public RecordSplitter Splitter { get; set; } = LineSplitter.Scan;

    /// <summary>The largest record; a longer one comes as a block with a fault.</summary>
    public int RecordBytesMax { get; init; } = 16 << 20;

    /// <summary>The bytes that the next block is cut from: a sample of the file before the first <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Head => _buffer.AsSpan(0, _filled);

    /// <summary>True when <see cref="Head"/> reaches to the end of the file.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>Opens a file for reading in order.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);

    /// <summary>The next block, in the file's order; null after the last. Dispose it. Safe for threads.</summary>
    public TextBlock? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                var extent = Splitter(Head, IsEnd);
                if (extent.End > 0)
                    return Cut(extent, null);
                if (_filled == 0 && IsEnd)
                    return null;
                if (IsEnd || _filled >= RecordBytesMax)
                    return CutFirstLine();
                Grow();
            }
        }
    }

    /// <summary>Passes over the front of the file, which holds no records: a header.</summary>
    public void Skip(int bytes, long lines) => Cut(new RecordExtent(bytes, 0, lines), null).Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stream.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled = 0;
    }

    /// <summary>A record that does not end: its first line is given up, and reading goes on at the line after it.</summary>
    private TextBlock CutFirstLine()
    {
        var line = Head.IndexOf(NewLine);
        var fault = line < 0 && !IsEnd ? $"is longer than {RecordBytesMax} bytes" : "has a quote that is never closed";
        return Cut(new RecordExtent(line < 0 ? _filled : line + 1, 1, 1), fault);
    }

    /// <summary>Hands out the front of the buffer as a block, and goes on with a new buffer that starts with the rest.</summary>
    private TextBlock Cut(RecordExtent extent, string? fault)
    {
        var block = new TextBlock(_buffer, extent.End, _row, _line) { Fault = fault };
        var rest = _filled - extent.End;
        var next = ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, rest) + TextBlock.Padding);
        _buffer.AsSpan(extent.End, rest).CopyTo(next);
        _buffer = next;
        _filled = rest;
        _row += extent.Rows;
        _line += extent.Lines;
        if (rest < BlockBytes)
            Fill();
        return block;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent((_filled * 2) + TextBlock.Padding);
        Head.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        Fill();
    }

    private void Fill()
    {
        while (!IsEnd && _filled < _buffer.Length - TextBlock.Padding)
        {
            var read = _stream.Read(_buffer, _filled, _buffer.Length - TextBlock.Padding - _filled);
            _filled += read;
            IsEnd = read == 0;
        }
    }

    private void DropMark()
    {
        if (!Head.StartsWith("\uFEFF"u8))
            return;
        _filled -= 3;
        _buffer.AsSpan(3, _filled).CopyTo(_buffer);
    }

    /// <summary>The stream as UTF-8. A byte order mark is heeded where the stream can go back; where it cannot, the declared encoding holds.</summary>
    private static Stream Utf8Of(Stream stream, Encoding declared)
    {
        Span<byte> mark = stackalloc byte[4];
        var read = 0;
        if (stream.CanSeek)
        {
            var start = stream.Position;
            read = stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false);
            stream.Position = start;
        }
        var encoding = EncodingOf(mark[..read]) ?? declared;
        return encoding.CodePage is Utf8CodePage or AsciiCodePage ? stream : Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false));
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> mark)
    {
        if (mark.StartsWith("\uFEFF"u8))
            return Encoding.UTF8;
        if (mark.SequenceEqual(new byte[] { 0xFF, 0xFE, 0, 0 }))
            return Encoding.UTF32;
        if (mark.StartsWith(new byte[] { 0xFF, 0xFE }))
            return Encoding.Unicode;
        return mark.StartsWith(new byte[] { 0xFE, 0xFF }) ? Encoding.BigEndianUnicode : null;
    }
}
