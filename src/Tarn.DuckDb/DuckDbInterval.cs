using System.Globalization;
using System.Runtime.InteropServices;

namespace Tarn.DuckDb;

/// <summary>An INTERVAL: three counts that do not turn into one another, as a month has no fixed days and a day no fixed hours.</summary>
/// <param name="Months">Months, also years times twelve.</param>
/// <param name="Days">Days.</param>
/// <param name="Micros">Microseconds.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DuckDbInterval(int Months, int Days, long Micros)
{
    /// <summary>A span of time as microseconds; a tenth of a microsecond is cut off.</summary>
    public static DuckDbInterval Of(TimeSpan span) => new(0, 0, span.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The three counts with their units, as SQL reads them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Months} months {Days} days {Micros} microseconds");
}
