using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tarn.Sources.Plain;

/// <summary>
/// Bytes with JSON values (RFC 8259) that are known to be UTF-8. Every method passes over spaces and over what it is named for, and answers the place after
/// it, or <see cref="None"/> where something else stands. What is not passed is not JSON, or JSON that is rarely written: escaped names and escapes of NUL or
/// of surrogates. A value that does not end runs on into the bytes that follow: the place tells.
/// </summary>
/// <param name="bytes">The bytes.</param>
/// <param name="scratch">Takes texts that had escapes.</param>
internal readonly ref struct JsonBytes(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> scratch)
{
    /// <summary>No place.</summary>
    public const int None = -1;

    private static readonly SearchValues<byte> TextStops = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The sign at a place; 0 after the end.</summary>
    public byte this[int at]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)at < (uint)_bytes.Length ? _bytes[at] : (byte)0;
    }

    /// <summary>The first place that holds no space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Spaces(int at) => this[at] > (byte)' ' ? at : SpacesOneByOne(at);

    /// <summary>Whether nothing but spaces stands between a place and the end of a value.</summary>
    public bool EndsAt(int at, int end) => at >= 0 && at <= end && _bytes[at..end].TrimStart(" \t\r\n"u8).IsEmpty;

    /// <summary>Passes a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Sign(int at, byte sign)
    {
        at = Spaces(at);
        return this[at] == sign ? at + 1 : None;
    }

    /// <summary>Passes signs that are known beforehand, if they stand there to the byte: before these no spaces are passed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Known(int at, ref readonly KnownBytes known) => known.StandsAt(_bytes, at) ? at + known.Length : None;

    /// <summary>Passes a word: <c>true</c> or <c>null</c>.</summary>
    public int Word(int at, ReadOnlySpan<byte> word)
    {
        at = Spaces(at);
        return this[at] == word[0] && _bytes[at..].StartsWith(word) ? at + word.Length : None;
    }

    /// <summary>Passes a member's name and its colon.</summary>
    public int Name(int at, out ReadOnlySpan<byte> name)
    {
        at = Quoted(at, out name);
        return at >= 0 && this[at - 1] == (byte)'"' ? Sign(at, (byte)':') : None;
    }

    /// <summary>Passes a text. What it says is good until the next text.</summary>
    public int Text(int at, out ReadOnlySpan<byte> text)
    {
        var end = Quoted(at, out text);
        if (end < 0 || this[end - 1] == (byte)'"')
            return end;
        return this[end - 1] == (byte)'\\' ? JsonEscapes.Text(_bytes, Spaces(at) + 1, scratch, out text) : None;
    }

    /// <summary>Passes a whole number of at most 18 digits.</summary>
    public int Whole(int at, out long value)
    {
        at = Spaces(at);
        var isNegative = this[at] == (byte)'-';
        var start = isNegative ? at + 1 : at;
        value = 0;
        var end = DigitRun.Pass(_bytes, start, ref value);
        value = isNegative ? -value : value;
        var digits = end - start;
        return digits is > 0 and <= PlainNumbers.DigitsMax && (digits == 1 || this[start] != (byte)'0') && !IsOfNumber(this[end]) ? end : None;
    }

    /// <summary>Passes a number with so few digits that a double holds them.</summary>
    public int ShortNumber(int at, out double value)
    {
        at = Spaces(at);
        var isNegative = this[at] == (byte)'-';
        var start = isNegative ? at + 1 : at;
        var digits = 0L;
        var point = DigitRun.Pass(_bytes, start, ref digits);
        var hasPoint = this[point] == (byte)'.';
        var end = hasPoint ? DigitRun.Pass(_bytes, point + 1, ref digits) : point;
        var decimals = hasPoint ? end - point - 1 : 0;
        value = PlainNumbers.Scaled(isNegative ? -digits : digits, Math.Min(decimals, PlainNumbers.ExactDigitsMax));
        var isGood = point > start && end - start <= PlainNumbers.ExactDigitsMax && (!hasPoint || decimals > 0) && digits > 0
            && (point == start + 1 || this[start] != (byte)'0') && !IsOfNumber(this[end]);
        return isGood ? end : None;
    }

    /// <summary>Passes a number.</summary>
    public int Number(int at, out ReadOnlySpan<byte> number)
    {
        at = Spaces(at);
        var end = at;
        while (IsOfNumber(this[end]))
            end++;
        number = _bytes[at..end];
        return PlainNumbers.IsJson(number) ? end : None;
    }

    /// <summary>Passes a value of any kind.</summary>
    public int Value(int at) => this[Spaces(at)] switch
    {
        (byte)'{' => Members(at),
        (byte)'[' => List(at, out _),
        (byte)'"' => Text(at, out _),
        (byte)'t' => Word(at, "true"u8),
        (byte)'f' => Word(at, "false"u8),
        (byte)'n' => Word(at, "null"u8),
        _ => Number(at, out _),
    };

    /// <summary>Passes a list and counts its elements.</summary>
    public int List(int at, out int elements)
    {
        elements = 0;
        at = Sign(at, (byte)'[');
        if (at < 0)
            return None;
        if (Sign(at, (byte)']') is >= 0 and var empty)
            return empty;
        for (var next = at; next >= 0; next = Sign(at, (byte)','))
        {
            elements++;
            at = Value(next);
            if (at < 0)
                return None;
        }
        return Sign(at, (byte)']');
    }

    private int Members(int at)
    {
        at = Sign(at, (byte)'{');
        if (Sign(at, (byte)'}') is >= 0 and var empty)
            return empty;
        for (var next = at; next >= 0; next = Sign(at, (byte)','))
        {
            at = Name(next, out _);
            at = at < 0 ? None : Value(at);
            if (at < 0)
                return None;
        }
        return Sign(at, (byte)'}');
    }

    private int SpacesOneByOne(int at)
    {
        while (this[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }

    /// <summary>Passes a text up to the sign that stops it: the quote after it, or one that does not stand in a text as it is.</summary>
    private int Quoted(int at, out ReadOnlySpan<byte> content)
    {
        content = [];
        at = Sign(at, (byte)'"');
        if (at < 0)
            return None;
        var rest = _bytes[at..];
        var length = FirstStop(rest);
        if (length < 0)
            return None;
        content = rest[..length];
        return at + length + 1;
    }

    /// <summary>Most texts are short: they are seen with one look.</summary>
    private static int FirstStop(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < Vector256<byte>.Count)
            return rest.IndexOfAny(TextStops);
        var signs = Vector256.Create(rest);
        var controls = Vector256.Equals(Vector256.Min(signs, Vector256.Create((byte)31)), signs);
        var stops = Vector256.Equals(signs, Vector256.Create((byte)'"')) | Vector256.Equals(signs, Vector256.Create((byte)'\\')) | controls;
        return stops == Vector256<byte>.Zero ? rest.IndexOfAny(TextStops) : BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
    }

    private static bool IsOfNumber(byte sign) => sign is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+';
}
