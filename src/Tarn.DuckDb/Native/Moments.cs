namespace Tarn.DuckDb.Native;

/// <summary>Days, times and identifiers between CLR and DuckDB, which counts from 1970-01-01.</summary>
internal static class Moments
{
    /// <summary>The raw values of 'infinity' and '-infinity': of a DATE, and of every TIMESTAMP.</summary>
    public const int InfiniteDays = int.MaxValue;

    public const long Infinite = long.MaxValue;

    private const long TicksAMicro = TimeSpan.TicksPerMicrosecond;

    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int Days(DateOnly day) => day.DayNumber - EpochDay;

    /// <summary>Null for infinity and for days outside of years 1 to 9999.</summary>
    public static DateOnly? Day(int days)
    {
        var number = (long)days + EpochDay;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;
    }

    public static long Micros(TimeOnly time) => time.Ticks / TicksAMicro;

    /// <summary>Microseconds since 1970 on the clock's own face, whatever its kind; a tenth of a microsecond is cut off, downwards.</summary>
    public static long Micros(DateTime moment) => (moment.Ticks / TicksAMicro) - (DateTime.UnixEpoch.Ticks / TicksAMicro);

    public static long Nanos(DateTime moment) => checked((moment.Ticks - DateTime.UnixEpoch.Ticks) * 100);

    /// <summary>A moment from a count of units since 1970; null when a DateTime cannot hold it exactly.</summary>
    /// <param name="count">The raw value.</param>
    /// <param name="ticks">Ticks of 100 ns a unit; 0 when a unit is a nanosecond.</param>
    public static DateTime? Moment(long count, long ticks)
    {
        if (ticks == 0)
            return count == Infinite || count == -Infinite || count % 100 != 0 ? null : Ticks(count / 100);
        var total = (Int128)count * ticks;
        return total > long.MaxValue / 2 || total < long.MinValue / 2 ? null : Ticks((long)total);
    }

    public static TimeOnly? Time(long ticks) => ticks is >= 0 and < TimeSpan.TicksPerDay ? new TimeOnly(ticks) : null;

    public static UInt128 Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>A UUID as vectors store it: its highest bit is flipped, so that it sorts.</summary>
    public static Guid Id(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }

    public static UInt128 Stored(Guid id) => Number(id) ^ (UInt128.One << 127);

    private static DateTime? Ticks(long sinceEpoch)
    {
        var ticks = sinceEpoch + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks) : null;
    }
}
