using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>TIMESTAMP in seconds, milliseconds, microseconds or nanoseconds, with a zone (then it is UTC) or without.</summary>
public sealed class TimestampColumn : ColumnReader
{
    private readonly DuckDbScalar _kind;
    private readonly long _ticks;

    internal TimestampColumn(ColumnSource source)
        : base(source)
    {
        _kind = ((DuckDbType.Scalar)source.Type).Kind;
        _ticks = _kind switch
        {
            DuckDbScalar.TimestampS => TimeSpan.TicksPerSecond,
            DuckDbScalar.TimestampMs => TimeSpan.TicksPerMillisecond,
            DuckDbScalar.TimestampNs or DuckDbScalar.TimestampTzNs => 0,
            _ => TimeSpan.TicksPerMicrosecond,
        };
    }

    /// <summary>Whether values are moments in UTC; without, they are what a clock on the wall shows.</summary>
    public bool HasZone => _kind is DuckDbScalar.TimestampTz or DuckDbScalar.TimestampTzNs;

    /// <summary>The type's units since 1970; long.MaxValue and its negative are the infinities.</summary>
    public ReadOnlySpan<long> Raw => Span<long>();

    /// <summary>The moment, its kind Utc with a zone and Unspecified without. Throws OverflowException where DateTime cannot hold it exactly.</summary>
    public DateTime this[int row] =>
        Moment(row) ?? throw new OverflowException($"{BeyondText.Of(_kind, Raw[row])} is beyond DateTime.");

    private protected override object Read(int row)
    {
        if (Moment(row) is not { } moment)
            return new DuckDbBeyond(Type, Raw[row], BeyondText.Of(_kind, Raw[row]));
        return HasZone ? (object)new DateTimeOffset(moment) : moment;
    }

    private DateTime? Moment(int row) =>
        Moments.Moment(Raw[row], _ticks) is { } moment ? HasZone ? DateTime.SpecifyKind(moment, DateTimeKind.Utc) : moment : null;
}
