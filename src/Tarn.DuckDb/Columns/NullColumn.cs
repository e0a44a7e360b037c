namespace Tarn.DuckDb.Columns;

/// <summary>A column of nothing but NULL.</summary>
public sealed class NullColumn : ColumnReader
{
    internal NullColumn(ColumnSource source)
        : base(source)
    {
    }

    private protected override object Read(int row) => null!;
}
