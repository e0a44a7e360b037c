using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>UUID.</summary>
public sealed class GuidColumn : ColumnReader
{
    internal GuidColumn(ColumnSource source)
        : base(source)
    {
    }

    /// <summary>A row's identifier.</summary>
    public Guid this[int row] => Moments.Id(Span<UInt128>()[row]);

    private protected override object Read(int row) => this[row];
}
