using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>TIME and TIME_NS.</summary>
public sealed class TimeColumn : ColumnReader
{
    private readonly DuckDbScalar _kind;

    internal TimeColumn(ColumnSource source)
        : base(source) => _kind = ((DuckDbType.Scalar)source.Type).Kind;

    /// <summary>Microseconds since midnight, nanoseconds for TIME_NS; the whole day, 24:00:00, is a value too.</summary>
    public ReadOnlySpan<long> Raw => Span<long>();

    /// <summary>The time. Throws OverflowException for 24:00:00 and for odd nanoseconds.</summary>
    public TimeOnly this[int row] =>
        Time(row) ?? throw new OverflowException($"{BeyondText.Of(_kind, Raw[row])} is beyond TimeOnly.");

    private protected override object Read(int row) =>
        Time(row) is { } time ? time : new DuckDbBeyond(Type, Raw[row], BeyondText.Of(_kind, Raw[row]));

    private TimeOnly? Time(int row)
    {
        var raw = Raw[row];
        if (_kind == DuckDbScalar.Time)
            return Moments.Time(raw * TimeSpan.TicksPerMicrosecond);
        return raw % TimeSpan.NanosecondsPerTick == 0 ? Moments.Time(raw / TimeSpan.NanosecondsPerTick) : null;
    }
}
