using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>DATE.</summary>
public sealed class DateColumn : ColumnReader
{
    internal DateColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>Days since 1970-01-01; int.MaxValue and its negative are the infinities.</summary>
    public ReadOnlySpan<int> Days => Span<int>();

    /// <summary>The day. Throws OverflowException for infinity and outside of years 1 to 9999.</summary>
    public DateOnly this[int row] =>
        Moments.Day(Days[row]) ?? throw new OverflowException($"{BeyondText.Of(DuckDbScalar.Date, Days[row])} is beyond DateOnly.");

    private protected override object Read(int row) =>
        Moments.Day(Days[row]) is { } day ? day : new DuckDbBeyond(Type, Days[row], BeyondText.Of(DuckDbScalar.Date, Days[row]));
}
