using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Days and times as ISO 8601 writes them, of the years 1 to 9999.</summary>
internal static class PlainMoments
{
    private const int DayLength = 10;
    private const int SecondLength = 19;
    private const int FractionDigitsMax = 6;
    private const long MicrosASecond = 1_000_000;
    private const long SecondsADay = 86_400;

    /// <summary><c>YYYY-MM-DD</c>.</summary>
    public static bool Date(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        if (text.Length != DayLength || !TryDays(text, out var days))
            return false;
        column.Store(row, days);
        return true;
    }

    /// <summary><c>YYYY-MM-DD[ T]HH:MM:SS[.ffffff][Z]</c>.</summary>
    public static bool Timestamp(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        if (!TryMicros(text, out var micros, out var zone) || !(zone.IsEmpty || zone.SequenceEqual("Z"u8)))
            return false;
        column.Store(row, micros);
        return true;
    }

    /// <summary>The same with <c>Z</c>, with <c>+HH:MM</c> or <c>-HH:MM</c>, or with nothing, which is UTC.</summary>
    public static bool TimestampTz(ColumnWriter column, int row, ReadOnlySpan<byte> text)
    {
        if (!TryMicros(text, out var micros, out var zone) || !TryOffset(zone, out var minutes))
            return false;
        column.Store(row, micros - (minutes * 60 * MicrosASecond));
        return true;
    }

    private static bool TryMicros(ReadOnlySpan<byte> text, out long micros, out ReadOnlySpan<byte> zone)
    {
        micros = 0;
        zone = [];
        if (text.Length < SecondLength || (text[10] != (byte)' ' && text[10] != (byte)'T') || !TryDays(text, out var days) || !TrySeconds(text[11..], out var seconds))
            return false;
        var rest = text[SecondLength..];
        var fraction = 0L;
        if (rest.Length > 0 && rest[0] == (byte)'.' && !TryFraction(ref rest, out fraction))
            return false;
        micros = ((days * SecondsADay) + seconds) * MicrosASecond + fraction;
        zone = rest;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out long micros)
    {
        micros = 0;
        var length = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = length < 0 ? rest[1..] : rest.Slice(1, length);
        if (digits.Length > FractionDigitsMax || !PlainNumbers.TryDigits(digits, out micros))
            return false;
        for (var i = digits.Length; i < FractionDigitsMax; i++)
            micros *= 10;
        rest = rest[(1 + digits.Length)..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> zone, out int minutes)
    {
        minutes = 0;
        if (zone.IsEmpty || zone.SequenceEqual("Z"u8))
            return true;
        if (zone.Length != 6 || zone[3] != (byte)':' || zone[0] is not ((byte)'+' or (byte)'-'))
            return false;
        var (hour, minute) = (Pair(zone, 1), Pair(zone, 4));
        minutes = ((hour * 60) + minute) * (zone[0] == (byte)'-' ? -1 : 1);
        return hour is >= 0 and < 16 && minute is >= 0 and < 60;
    }

    private static bool TrySeconds(ReadOnlySpan<byte> time, out int seconds)
    {
        var (hour, minute, second) = (Pair(time, 0), Pair(time, 3), Pair(time, 6));
        seconds = (((hour * 60) + minute) * 60) + second;
        return time[2] == (byte)':' && time[5] == (byte)':' && (uint)hour < 24 && (uint)minute < 60 && (uint)second < 60;
    }

    /// <summary>Days since 1970-01-01.</summary>
    private static bool TryDays(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        var (century, years, month, day) = (Pair(text, 0), Pair(text, 2), Pair(text, 5), Pair(text, 8));
        var year = (century * 100) + years;
        if (text[4] != (byte)'-' || text[7] != (byte)'-' || century < 0 || years < 0 || year < 1 || month is < 1 or > 12 || day < 1)
            return false;
        if (day > 28 && day > DateTime.DaysInMonth(year, month))
            return false;
        days = DaysOf(year, month, day);
        return true;
    }

    /// <summary>Years begin in March, so that the day that comes and goes is their last (Hinnant, "chrono-Compatible Low-Level Date Algorithms").</summary>
    private static int DaysOf(int year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5 + day - 1;
        return (shifted * 365) + (shifted / 4) - (shifted / 100) + (shifted / 400) + dayOfYear - 719_468;
    }

    /// <summary>Two digits as a number; negative when they are none.</summary>
    private static int Pair(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        return tens > 9 || ones > 9 ? -1_000 : (int)((tens * 10) + ones);
    }
}
