using System.Globalization;

namespace Tarn.DuckDb;

/// <summary>A TIME WITH TIME ZONE.</summary>
/// <param name="Micros">Microseconds since midnight there; 86,400,000,000 is 24:00:00, which TimeOnly does not know.</param>
/// <param name="OffsetSeconds">Seconds east of UTC, within 15:59:59 either way.</param>
public readonly record struct DuckDbTimeTz(long Micros, int OffsetSeconds)
{
    private const int OffsetMax = (16 * 60 * 60) - 1;

    /// <summary>As vectors store it: 40 bits of microseconds, 24 bits of the offset, turned so that the bits sort.</summary>
    internal ulong Bits => ((ulong)Micros << 24) | (uint)(OffsetMax - OffsetSeconds);

    /// <summary>ISO 8601, such as 12:30:00.5+02:00.</summary>
    public override string ToString()
    {
        var offset = TimeSpan.FromSeconds(Math.Abs(OffsetSeconds));
        var time = TimeSpan.FromMicroseconds(Micros);
        var fraction = Micros % 1_000_000 == 0 ? "" : "." + (Micros % 1_000_000).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
        var seconds = offset.Seconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{offset.Seconds:00}");
        var sign = OffsetSeconds < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{fraction}{sign}{(int)offset.TotalHours:00}:{offset.Minutes:00}{seconds}");
    }

    internal static DuckDbTimeTz Of(ulong bits) => new((long)(bits >> 24), OffsetMax - (int)(bits & 0xFFFFFF));
}
