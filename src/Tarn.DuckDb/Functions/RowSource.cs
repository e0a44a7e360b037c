namespace Tarn.DuckDb.Functions;

/// <summary>Rows of plain values as a source: simple rather than fast. The rows are gone through anew for each scan, by one thread.</summary>
/// <param name="columns">The columns.</param>
/// <param name="rows">The rows, values as <see cref="DuckDbValues"/> names them.</param>
public sealed class RowSource(IReadOnlyList<DuckDbColumn> columns, IEnumerable<object?[]> rows) : ITableSource
{
    /// <inheritdoc/>
    public IReadOnlyList<DuckDbColumn> Columns { get; } = columns;

    /// <inheritdoc/>
    public ITableScan Open(IReadOnlyList<int> wanted) => new Scan(rows.GetEnumerator());

    private sealed class Scan(IEnumerator<object?[]> rows) : ITableScan, ITableReader
    {
        private bool _over;

        public ITableReader OpenReader() => this;

        public int Fill(ChunkWriter writer)
        {
            var row = 0;
            while (!_over && row < ChunkWriter.RowsMax)
            {
                _over = !rows.MoveNext();
                if (_over)
                    break;
                foreach (var column in writer.Wanted)
                    writer.Column(column).SetValue(row, rows.Current[column]);
                row++;
            }
            return row;
        }

        public void Dispose() => rows.Dispose();
    }
}
