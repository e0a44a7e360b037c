using System.Text;
using Tarn.Storage.Local;

namespace Tarn.Sources.Blocks;

/// <summary>
/// Reads a text file of any size as blocks that end between records. <see cref="Next"/> may be called from several threads; each block belongs to whoever
/// took it. UTF-8 is read as it stands; other encodings, known from a byte order mark or declared, are transcoded. Byte order marks are dropped.
/// </summary>
public sealed class BlockReader : IDisposable
{
    private const int Utf8CodePage = 65001;
    private const int AsciiCodePage = 20127;

    private readonly Lock _gate = new();
    private Stream _stream;
    private SharedBlock _block = SharedBlock.Rent();
    private int _start;
    private int _filled;
    private long _row;
    private long _line = 1;
    private bool _disposed;

    /// <summary>Reads a stream, which it owns from now on, and fills the first block.</summary>
    public BlockReader(Stream stream, Encoding? declared = null)
    {
        _stream = stream.CanSeek ? stream : Utf8Of(stream, declared ?? Encoding.UTF8);
        _start = _block.Start;
        Fill();
        if (stream.CanSeek)
            Decode(EncodingOf(Head) ?? declared ?? Encoding.UTF8);
        DropMark();
    }

    /// <summary>What ends a line; LF unless told otherwise.</summary>
    public byte NewLine { get; set; } = (byte)'\n';

    /// <summary>How records are told apart. Lines, unless told otherwise.</summary>
    public RecordSplitter Splitter { get; set; } = LineSplitter.Scan;

    /// <summary>The largest record; a longer one comes as a block with a fault.</summary>
    public int RecordBytesMax { get; init; } = 16 << 20;

    /// <summary>The bytes that the next block is cut from: a sample of the file before the first <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Head => _block.Bytes.AsSpan(_start, _filled);

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
        _block.Release();
        _filled = 0;
    }

    /// <summary>A record that does not end: its first line is given up, and reading goes on at the line after it.</summary>
    private TextBlock CutFirstLine()
    {
        var line = Head.IndexOf(NewLine);
        var fault = line < 0 && !IsEnd ? $"is longer than {RecordBytesMax} bytes" : "has a quote that is never closed";
        return Cut(new RecordExtent(line < 0 ? _filled : line + 1, 1, 1), fault);
    }

    /// <summary>Hands out the front of what is read as a block, and goes on with a new one that starts with the rest.</summary>
    private TextBlock Cut(RecordExtent extent, string? fault)
    {
        var cut = new TextBlock(_block, _start, extent.End, _row, _line) { Fault = fault };
        var rest = Head[extent.End..];
        MoveTo(SharedBlock.Rent(rest.Length), rest);
        _row += extent.Rows;
        _line += extent.Lines;
        Fill();
        return cut;
    }

    private void Grow()
    {
        var before = _block;
        MoveTo(SharedBlock.Rent(_filled * 2), Head);
        before.Release();
        Fill();
    }

    /// <summary>Goes on in another block, which bytes begin so that a sector ends with them: what is read next can be written as it lies.</summary>
    private void MoveTo(SharedBlock block, ReadOnlySpan<byte> bytes)
    {
        var past = bytes.Length % SharedBlock.SectorBytes;
        _start = block.Start + (past == 0 ? 0 : SharedBlock.SectorBytes - past);
        bytes.CopyTo(block.Bytes.AsSpan(_start));
        (_block, _filled) = (block, bytes.Length);
    }

    private void Fill()
    {
        for (var at = _start + _filled; !IsEnd && at < _block.End; at = _start + _filled)
        {
            var read = _stream is IBlockStream shared ? shared.Read(_block, at, _block.End - at) : _stream.Read(_block.Bytes, at, _block.End - at);
            _filled += read;
            IsEnd = read == 0;
        }
    }

    /// <summary>Goes back and reads as UTF-8 what is written otherwise.</summary>
    private void Decode(Encoding encoding)
    {
        if (IsUtf8(encoding))
            return;
        _stream.Position -= _filled;
        (_filled, IsEnd) = (0, false);
        _stream = Utf8Of(_stream, encoding);
        Fill();
    }

    private void DropMark()
    {
        if (Head.StartsWith("\uFEFF"u8))
            (_start, _filled) = (_start + 3, _filled - 3);
    }

    private static bool IsUtf8(Encoding encoding) => encoding.CodePage is Utf8CodePage or AsciiCodePage;

    private static Stream Utf8Of(Stream stream, Encoding encoding) =>
        IsUtf8(encoding) ? stream : Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false));

    private static Encoding? EncodingOf(ReadOnlySpan<byte> mark)
    {
        if (mark.StartsWith("\uFEFF"u8))
            return Encoding.UTF8;
        if (mark.StartsWith(new byte[] { 0xFF, 0xFE, 0, 0 }))
            return Encoding.UTF32;
        if (mark.StartsWith(new byte[] { 0xFF, 0xFE }))
            return Encoding.Unicode;
        return mark.StartsWith(new byte[] { 0xFE, 0xFF }) ? Encoding.BigEndianUnicode : null;
    }
}
