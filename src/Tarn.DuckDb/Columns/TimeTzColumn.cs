namespace Tarn.DuckDb.Columns;

/// <summary>TIME WITH TIME ZONE.</summary>
public sealed class TimeTzColumn : ColumnReader
{
    internal TimeTzColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>A row's time and offset.</summary>
    public DuckDbTimeTz this[int row] => DuckDbTimeTz.Of(Span<ulong>()[row]);

    private protected override object Read(int row) => this[row];
}
