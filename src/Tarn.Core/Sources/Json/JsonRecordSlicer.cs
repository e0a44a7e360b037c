using System.Text.Json;

namespace Tarn.Sources.Json;

/// <summary>
/// Walks the records of one JSON page without copying them: the elements of the array at a path, or the one value there when it is no array.
/// A null there is a page without records. The page must be complete JSON (UTF-8, with or without a byte order mark).
/// </summary>
public ref struct JsonRecordSlicer
{
    private readonly int _offset;
    private Utf8JsonReader _reader;
    private bool _inArray;
    private bool _single;

    /// <summary>A walk over the page's records.</summary>
    /// <exception cref="JsonException">The page is not JSON up to its records.</exception>
    public JsonRecordSlicer(ReadOnlySpan<byte> page, JsonPath records)
    {
        var mark = MarkBytes(page);
        Found = records.TryFind(page[mark..], out var start, out var length);
        Position = -1;
        if (!Found)
            return;
        _offset = mark + start;
        var value = page.Slice(_offset, length);
        _reader = JsonPath.ReaderOf(value);
        _reader.Read();
        _inArray = _reader.TokenType == JsonTokenType.StartArray;
        _single = !_inArray && _reader.TokenType != JsonTokenType.Null;
        Length = length;
    }

    /// <summary>False when the page has nothing at the path: it is not what the declaration tells.</summary>
    public bool Found { get; }

    /// <summary>The 0-based place of the current record in the page; -1 before the first.</summary>
    public int Position { get; private set; }

    /// <summary>Where the current record's bytes start in the page.</summary>
    public int Start { get; private set; }

    /// <summary>How many bytes the current record has; before the first, how many the whole value at the path has.</summary>
    public int Length { get; private set; }

    /// <summary>Moves to the next record; false after the last.</summary>
    public bool MoveNext()
    {
        if (_single)
        {
            _single = false;
            Position = 0;
            Start = _offset;
            return true;
        }
        if (!_inArray || !_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
            return _inArray = false;
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        (Start, Length, Position) = (_offset + start, (int)_reader.BytesConsumed - start, Position + 1);
        return true;
    }

    /// <summary>How many records the page has.</summary>
    public static long Count(ReadOnlySpan<byte> page, JsonPath records)
    {
        var slicer = new JsonRecordSlicer(page, records);
        while (slicer.MoveNext()) { }
        return slicer.Position + 1L;
    }

    /// <summary>How many bytes of a UTF-8 byte order mark the document starts with: 3 or 0.</summary>
    internal static int MarkBytes(ReadOnlySpan<byte> document) => document.StartsWith("\uFEFF"u8) ? 3 : 0;
}
