using System.Buffers;
using System.Text;
using Tarn.Project;

namespace Tarn.Sources.Csv;

/// <summary>
/// Reads a CSV file of any size as blocks that end between records. <see cref="Next"/> may be called from several threads; each block is tokenised by
/// whoever took it. UTF-8 is read as it stands, UTF-16 and UTF-32 with a byte order mark are transcoded first.
/// </summary>
public sealed class CsvReader : IDisposable
{
    private const int BlockBytes = 1 << 20;
    private const int Utf8CodePage = 65001;
    private const int AsciiCodePage = 20127;

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockBytes + CsvBlock.Padding);
    private int _filled;
    private bool _isEnd;
    private long _row;
    private long _line = 1;

    private CsvReader(Stream stream, CsvDialect declared, bool sniffDelimiter)
    {
        _stream = Utf8Of(stream, declared.Encoding);
        Fill();
        DropMark();
        Dialect = CsvSniffer.Detect(_buffer.AsSpan(0, _filled), _isEnd, declared, sniffDelimiter);
        Columns = ReadHeader();
    }

    /// <summary>How the file is written: as declared, and guessed where the declaration is silent.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>
    /// The columns. A name that is empty becomes <c>column_N</c> by its place from 1; one that an earlier column has, letter case aside, gains
    /// <c>_2</c>, <c>_3</c> ... A file without header has the declared names, or <c>column_1</c> and on, as many as its first record has fields. Empty for
    /// an empty file.
    /// </summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Opens a file. Without <paramref name="sniffDelimiter"/> the declared delimiter holds.</summary>
    public static CsvReader Open(string path, CsvDialect? declared = null, bool sniffDelimiter = true) =>
        Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan), declared, sniffDelimiter);

    /// <summary>Opens a file as its declaration tells. A declaration cannot leave the delimiter open, so the comma, which is its default, is doubted where it leaves one column.</summary>
    public static CsvReader Open(string path, FileFormat.Csv declared) => Open(path, CsvDialect.Of(declared), declared.Delimiter == ',');

    /// <summary>Reads a stream, which it owns from now on.</summary>
    public static CsvReader Open(Stream stream, CsvDialect? declared = null, bool sniffDelimiter = true) =>
        new(stream, declared ?? new CsvDialect(), sniffDelimiter);

    /// <summary>The next block, in the file's order; null after the last. Dispose it. Safe for threads.</summary>
    public CsvBlock? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                var extent = CsvSplitter.Scan(_buffer.AsSpan(0, _filled), Dialect, _isEnd);
                if (extent.End > 0)
                    return Cut(extent.End, extent.Rows, extent.Lines, null);
                if (_filled == 0 && _isEnd)
                    return null;
                if (_isEnd || _filled >= Dialect.RecordBytesMax)
                    return CutFirstLine();
                Grow();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        if (Interlocked.Exchange(ref _buffer, []) is { Length: > 0 } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>A record that does not end: its first line is given up, and reading goes on at the line after it.</summary>
    private CsvBlock CutFirstLine()
    {
        var line = _buffer.AsSpan(0, _filled).IndexOf(Dialect.NewLine);
        var end = line < 0 ? _filled : line + 1;
        var fault = line < 0 && !_isEnd
            ? $"is longer than {Dialect.RecordBytesMax} bytes"
            : "has a quote that is never closed";
        return Cut(end, 1, 1, fault);
    }

    /// <summary>Hands out the front of the buffer as a block, and goes on with a new buffer that starts with the rest.</summary>
    private CsvBlock Cut(int end, long rows, long lines, string? fault)
    {
        var block = new CsvBlock(_buffer, end, _row, _line) { Fault = fault };
        var rest = _filled - end;
        var next = ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, rest) + CsvBlock.Padding);
        _buffer.AsSpan(end, rest).CopyTo(next);
        _buffer = next;
        _filled = rest;
        _row += rows;
        _line += lines;
        if (rest < BlockBytes)
            Fill();
        return block;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent((_filled * 2) + CsvBlock.Padding);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        Fill();
    }

    private void Fill()
    {
        while (!_isEnd && _filled < _buffer.Length - CsvBlock.Padding)
        {
            var read = _stream.Read(_buffer, _filled, _buffer.Length - CsvBlock.Padding - _filled);
            _filled += read;
            _isEnd = read == 0;
        }
    }

    private void DropMark()
    {
        if (!_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
            return;
        _filled -= 3;
        _buffer.AsSpan(3, _filled).CopyTo(_buffer);
    }

    private List<string> ReadHeader()
    {
        var sample = _buffer.AsSpan(0, _filled);
        var extent = CsvSplitter.Scan(sample, Dialect, _isEnd);
        using var block = CsvBlock.Copy(sample[..extent.End]);
        var tokenizer = new CsvTokenizer(Dialect);
        tokenizer.Load(block);
        if (!tokenizer.Read())
            return [];
        var places = Enumerable.Range(0, tokenizer.FieldCount);
        if (!Dialect.Header)
            return ColumnNames.Distinct(Dialect.Names.Count > 0 ? Dialect.Names : [.. places.Select(_ => "")]);
        var header = ColumnNames.Distinct([.. places.Select(i => Encoding.UTF8.GetString(tokenizer.Field(i)).Trim())]);
        Cut(tokenizer.Consumed, 0, tokenizer.NextLine - 1, null).Dispose();
        return header;
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
