using Tarn.Sources.Blocks;

namespace Tarn.Sources.Json;

/// <summary>Walks the records of a block of JSON lines without copying them. Blank lines are passed over.</summary>
public ref struct JsonLineSlicer
{
    private ReadOnlySpan<byte> _rest;
    private int _at;

    /// <summary>A walk over the block's lines.</summary>
    public JsonLineSlicer(TextBlock block)
    {
        _rest = block.Content;
        Position = block.FirstRow - 1;
        Line = block.FirstLine - 1;
    }

    /// <summary>The 0-based place of the record in its file; blank lines do not count.</summary>
    public long Position { get; private set; }

    /// <summary>The 1-based line of the record.</summary>
    public long Line { get; private set; }

    /// <summary>Where the record's bytes start in the block.</summary>
    public int Start { get; private set; }

    /// <summary>The record's bytes without the line's end.</summary>
    public ReadOnlySpan<byte> Record { get; private set; }

    /// <summary>Moves to the next record; false after the last of the block.</summary>
    public bool MoveNext()
    {
        while (_rest.Length > 0)
        {
            var end = _rest.IndexOf((byte)'\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            (Start, _at) = (_at, _at + line.Length + 1);
            Line++;
            if (LineSplitter.IsBlank(line))
                continue;
            Position++;
            Record = line[^1] == (byte)'\r' ? line[..^1] : line;
            return true;
        }
        return false;
    }
}
