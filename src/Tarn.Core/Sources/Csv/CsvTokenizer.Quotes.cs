namespace Tarn.Sources.Csv;

public sealed partial class CsvTokenizer
{
    private byte[] _unescaped = [];

    /// <summary>Reads the field that the quote at <paramref name="open"/> opens, and the sign after it. True when the record ended with it.</summary>
    private bool ReadQuoted(int open) => _dialect.Escape == _dialect.Quote ? ReadDoubled(open) : ReadEscaped(open);

    /// <summary>Quotes inside are doubled, so that the signs found already lead to the one that closes.</summary>
    private bool ReadDoubled(int open)
    {
        var kind = CsvFieldKind.Quoted;
        for (var at = NextSign(); at >= 0; at = NextSign())
        {
            var sign = _bytes[at];
            if (sign == _dialect.NewLine)
                _lineNext++;
            if (sign != _dialect.Quote)
                continue;
            if (at + 1 >= _until || _bytes[at + 1] != sign)
            {
                AddField(kind, open + 1, at);
                return EndDoubled(at + 1);
            }
            kind = CsvFieldKind.Escaped;
            NextSign();
        }
        return EndOpen();
    }

    /// <summary>A delimiter or the end of the line mostly follows at once; anything else is looked at closely.</summary>
    private bool EndDoubled(int after)
    {
        var at = NextSign();
        if (at != after && !(at == after + 1 && _bytes[after] == (byte)'\r' && _bytes[at] == _dialect.NewLine))
            return EndQuoted(_bytes.AsSpan(0, _until), after);
        if (_bytes[at] == _dialect.Delimiter)
        {
            _fieldStart = at + 1;
            return false;
        }
        _fieldStart = int.MaxValue;
        EndRecord(at, at + 1);
        return true;
    }

    private bool EndOpen()
    {
        Fault = "has a quote that is never closed";
        EndRecord(_until, _until);
        return true;
    }

    private bool ReadEscaped(int open)
    {
        var content = _bytes.AsSpan(0, _until);
        var close = CsvSplitter.ClosingQuote(content, open + 1, _dialect);
        if (close < 0)
        {
            _lineNext += content[open..].Count(_dialect.NewLine);
            return EndOpen();
        }
        var inside = content[(open + 1)..close];
        _lineNext += inside.Count(_dialect.NewLine);
        AddField(_dialect.Escape != 0 && inside.Contains(_dialect.Escape) ? CsvFieldKind.Escaped : CsvFieldKind.Quoted, open + 1, close);
        return EndQuoted(content, close + 1);
    }

    /// <summary>After a closing quote only spaces may stand before the delimiter or the newline; other text is the record's fault.</summary>
    private bool EndQuoted(ReadOnlySpan<byte> content, int after)
    {
        var step = content[after..].IndexOfAny(_dialect.Delimiter, _dialect.NewLine);
        var at = step < 0 ? _until : after + step;
        if (content[after..at].Trim(" \r"u8).Length > 0)
            Fault = $"has text after the closing quote of field {FieldCount}";
        var isDelimiter = at < _until && content[at] == _dialect.Delimiter;
        _fieldStart = isDelimiter ? at + 1 : int.MaxValue;
        LoadMask(Math.Min(at + (isDelimiter ? 1 : 0), _until));
        if (isDelimiter)
            return false;
        _mask &= at < _until ? _mask - 1 : 0;
        EndRecord(at, Math.Min(at + 1, _until));
        return true;
    }

    /// <summary>Content without its escapes. It is written where it stood, seen from the record's start, so that fields do not overwrite each other.</summary>
    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> content, int start)
    {
        if (_unescaped.Length < _end - _start)
            _unescaped = new byte[Math.Max(1024, (_end - _start) * 2)];
        var target = _unescaped.AsSpan(start - _start);
        var length = 0;
        while (content.Length > 0)
        {
            var escape = content.IndexOf(_dialect.Escape);
            var plain = escape < 0 || escape + 1 == content.Length ? content : content[..escape];
            plain.CopyTo(target[length..]);
            length += plain.Length;
            if (plain.Length == content.Length)
                break;
            target[length++] = content[escape + 1];
            content = content[(escape + 2)..];
        }
        return target[..length];
    }
}
