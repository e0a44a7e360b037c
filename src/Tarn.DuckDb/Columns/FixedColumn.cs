namespace Tarn.DuckDb.Columns;

/// <summary>A column whose CLR type is its stored type: bool, the integers to 128 bits, float, double, INTERVAL.</summary>
/// <typeparam name="T">That type.</typeparam>
public sealed class FixedColumn<T> : ColumnReader
    where T : unmanaged
{
    internal FixedColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>The values where they lie.</summary>
    public ReadOnlySpan<T> Values => Span<T>();

    /// <summary>A row's value; meaningless where it is null.</summary>
    public T this[int row] => Values[row];

    private protected override object Read(int row) => Values[row];
}
