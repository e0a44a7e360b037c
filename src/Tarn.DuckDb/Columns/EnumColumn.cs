namespace Tarn.DuckDb.Columns;

/// <summary>ENUM, stored in 8, 16 or 32 bits by how many labels there are.</summary>
public sealed class EnumColumn : ColumnReader
{
    private readonly IReadOnlyList<string> _labels;

    internal EnumColumn(ColumnSource source)
        : base(source) => _labels = ((DuckDbType.Enum)source.Type).Values;

    /// <summary>A row's label.</summary>
    public string this[int row] => _labels[Code(row)];

    /// <summary>A row's place in the type's list of labels.</summary>
    public int Code(int row) => _labels.Count switch
    {
        <= byte.MaxValue => Span<byte>()[row],
        <= ushort.MaxValue => Span<ushort>()[row],
        _ => (int)Span<uint>()[row],
    };

    private protected override object Read(int row) => this[row];
}
