using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>Up to 2048 rows, column by column. It and its columns live until the next chunk is fetched.</summary>
public sealed class DuckDbChunk
{
    private readonly ChunkView _view;
    private readonly IReadOnlyList<DuckDbColumn> _columns;
    private readonly ColumnReader?[] _readers;
    private readonly ChunkLife _life = new();

    internal DuckDbChunk(ChunkView view, IReadOnlyList<DuckDbColumn> columns)
    {
        _view = view;
        _columns = columns;
        _readers = new ColumnReader?[columns.Count];
        RowCount = view.RowCount;
    }

    /// <summary>Rows, at least one.</summary>
    public int RowCount { get; }

    /// <summary>Columns.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>The reader of a column. Its class follows from the column's type.</summary>
    public ColumnReader Column(int index)
    {
        _life.Check();
        return _readers[index] ??= ColumnReaders.Of(new ColumnSource(_columns[index].Type, _view.Vector(index), RowCount, _life));
    }

    /// <summary>The reader of a column as the class it is. Throws InvalidCastException that names both when it is another.</summary>
    /// <typeparam name="TColumn">For example <c>FixedColumn&lt;long&gt;</c>, <c>TextColumn</c>.</typeparam>
    public TColumn Column<TColumn>(int index)
        where TColumn : ColumnReader =>
        Column(index) as TColumn ?? throw new InvalidCastException($"Column '{_columns[index].Name}' is {_columns[index].Type}, which {Column(index).GetType().Name} reads, not {typeof(TColumn).Name}.");

    /// <summary>A row's values as <see cref="DuckDbValues"/> names them.</summary>
    public object?[] Row(int row)
    {
        var values = new object?[ColumnCount];
        for (var i = 0; i < values.Length; i++)
            values[i] = Column(i).GetValue(row);
        return values;
    }

    internal void End() => _life.Over = true;
}
