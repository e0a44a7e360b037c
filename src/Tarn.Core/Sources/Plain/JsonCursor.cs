using System.Buffers;
using System.Text;

namespace Tarn.Sources.Plain;

/// <summary>
/// Walks the bytes of one JSON value (RFC 8259) that are known to be UTF-8. What it does not take is not JSON, or JSON that is rarely written: escaped names
/// and escapes of NUL or of surrogates. Every method passes over spaces first.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> scratch)
{
    private static readonly SearchValues<byte> TextStops = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>The sign at hand; 0 at the end.</summary>
    public byte Sign => _at < _json.Length && _json[_at] > (byte)' ' ? _json[_at] : SignAfterSpaces();

    /// <summary>Passes a sign; false when another one stands there.</summary>
    public bool TryTake(byte sign)
    {
        if (Sign != sign)
            return false;
        _at++;
        return true;
    }

    /// <summary>Passes a word: <c>true</c>, <c>null</c>, or a name with its quotes and colon.</summary>
    public bool TryTake(ReadOnlySpan<byte> word)
    {
        if (Sign != word[0] || !_json[_at..].StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }

    /// <summary>Passes a member's name and its colon.</summary>
    public bool TryName(out ReadOnlySpan<byte> name) => TryQuoted(out name) is (byte)'"' && TryTake((byte)':');

    /// <summary>Passes a text. What it says is good until the next text.</summary>
    public bool TryText(out ReadOnlySpan<byte> text)
    {
        var start = _at;
        var stop = TryQuoted(out text);
        if (stop != (byte)'\\')
            return stop == (byte)'"';
        _at = start;
        return TryEscaped(out text);
    }

    /// <summary>Passes a whole number of at most 18 digits, in one go.</summary>
    public bool TryWhole(out long value)
    {
        var isNegative = TryTake((byte)'-');
        value = 0;
        var start = _at;
        _at = PassDigits(start, ref value);
        var digits = _at - start;
        value = isNegative ? -value : value;
        return digits is > 0 and <= PlainNumbers.DigitsMax && (digits == 1 || _json[start] != (byte)'0') && (_at == _json.Length || !IsOfNumber(_json[_at]));
    }

    /// <summary>Passes a number with so few digits that a double holds them, in one go; false leaves the cursor where it was.</summary>
    public bool TryShortNumber(out double value)
    {
        var isNegative = Sign == (byte)'-';
        var start = _at + (isNegative ? 1 : 0);
        var digits = 0L;
        var point = PassDigits(start, ref digits);
        var hasPoint = point < _json.Length && _json[point] == (byte)'.';
        var end = hasPoint ? PassDigits(point + 1, ref digits) : point;
        var decimals = hasPoint ? end - point - 1 : 0;
        value = PlainNumbers.Scaled(isNegative ? -digits : digits, Math.Min(decimals, PlainNumbers.ExactDigitsMax));
        var isGood = point > start && end - start <= PlainNumbers.ExactDigitsMax && (!hasPoint || decimals > 0) && digits > 0
            && (point == start + 1 || _json[start] != (byte)'0') && (end == _json.Length || !IsOfNumber(_json[end]));
        _at = isGood ? end : _at;
        return isGood;
    }

    /// <summary>Passes a number.</summary>
    public bool TryNumber(out ReadOnlySpan<byte> number)
    {
        _ = Sign;
        var rest = _json[_at..];
        var length = 0;
        while (length < rest.Length && IsOfNumber(rest[length]))
            length++;
        number = rest[..length];
        _at += length;
        return IsNumber(number);
    }

    /// <summary>Passes a value of any kind.</summary>
    public bool TrySkip() => Sign switch
    {
        (byte)'{' => TrySkipMembers(),
        (byte)'[' => TryCount(out _),
        (byte)'"' => TryText(out _),
        (byte)'t' => TryTake("true"u8),
        (byte)'f' => TryTake("false"u8),
        (byte)'n' => TryTake("null"u8),
        _ => TryNumber(out _),
    };

    /// <summary>Passes a list and counts its elements.</summary>
    public bool TryCount(out int elements)
    {
        elements = 0;
        if (!TryTake((byte)'['))
            return false;
        if (TryTake((byte)']'))
            return true;
        do
        {
            elements++;
            if (!TrySkip())
                return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)']');
    }

    private readonly int PassDigits(int at, ref long digits)
    {
        for (; at < _json.Length && (uint)(_json[at] - '0') is <= 9 and var digit; at++)
            digits = (digits * 10) + digit;
        return at;
    }

    private byte SignAfterSpaces()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _at++;
        return _at < _json.Length ? _json[_at] : (byte)0;
    }

    private bool TrySkipMembers()
    {
        TryTake((byte)'{');
        if (TryTake((byte)'}'))
            return true;
        do
        {
            if (!TryName(out _) || !TrySkip())
                return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    /// <summary>Passes a text without escapes and answers '"'; where another sign stops it, that sign, or 0.</summary>
    private byte TryQuoted(out ReadOnlySpan<byte> content)
    {
        content = [];
        if (Sign != (byte)'"')
            return 0;
        var rest = _json[(_at + 1)..];
        var length = rest.IndexOfAny(TextStops);
        if (length < 0)
            return 0;
        content = rest[..length];
        _at += length + 2;
        return rest[length];
    }

    private bool TryEscaped(out ReadOnlySpan<byte> text)
    {
        text = [];
        scratch.ResetWrittenCount();
        _ = Sign;
        _at++;
        while (_at < _json.Length)
        {
            var rest = _json[_at..];
            var length = rest.IndexOfAny(TextStops);
            if (length < 0)
                return false;
            scratch.Write(rest[..length]);
            _at += length + 1;
            if (rest[length] == (byte)'"')
            {
                text = scratch.WrittenSpan;
                return true;
            }
            if (rest[length] != (byte)'\\' || !TryEscape())
                return false;
        }
        return false;
    }

    private bool TryEscape()
    {
        var sign = _at < _json.Length ? _json[_at++] : (byte)0;
        if (sign == (byte)'u')
            return TryCodePoint();
        var place = @"""\/bfnrt"u8.IndexOf(sign);
        if (place >= 0)
            scratch.Write("\"\\/\b\f\n\r\t"u8.Slice(place, 1));
        return place >= 0;
    }

    private bool TryCodePoint()
    {
        if (_at + 4 > _json.Length || !System.Buffers.Text.Utf8Parser.TryParse(_json.Slice(_at, 4), out ushort code, out var used, 'x') || used != 4)
            return false;
        _at += 4;
        if (code == 0 || !Rune.TryCreate((char)code, out var rune))
            return false;
        scratch.Advance(rune.EncodeToUtf8(scratch.GetSpan(4)));
        return true;
    }

    private static bool IsOfNumber(byte sign) => sign - '0' is >= 0 and <= 9 || sign is (byte)'-' or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+';

    /// <summary>Digits without a zero before them, then maybe a fraction and an exponent.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> number)
    {
        var rest = number.Length > 0 && number[0] == (byte)'-' ? number[1..] : number;
        var isZero = rest.Length > 0 && rest[0] == (byte)'0';
        if (!TryDigits(ref rest, out var whole) || (isZero && whole > 1))
            return false;
        if (rest.Length > 0 && rest[0] == (byte)'.')
        {
            rest = rest[1..];
            if (!TryDigits(ref rest, out _))
                return false;
        }
        if (rest.Length == 0)
            return true;
        if (rest[0] is not ((byte)'e' or (byte)'E'))
            return false;
        rest = rest[(rest.Length > 1 && rest[1] is (byte)'+' or (byte)'-' ? 2 : 1)..];
        return TryDigits(ref rest, out _) && rest.Length == 0;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> rest, out int length)
    {
        length = 0;
        while (length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9')
            length++;
        rest = rest[length..];
        return length > 0;
    }
}
