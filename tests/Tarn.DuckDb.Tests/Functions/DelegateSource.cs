using Tarn.DuckDb.Functions;

namespace Tarn.DuckDb.Tests.Functions;

/// <summary>A source that is one delegate.</summary>
internal sealed class DelegateSource(IReadOnlyList<DuckDbColumn> columns, Func<ChunkWriter, int> fill) : ITableSource, ITableScan, ITableReader
{
    public IReadOnlyList<DuckDbColumn> Columns { get; } = columns;

    public ITableScan Open(IReadOnlyList<int> wanted) => this;

    public ITableReader OpenReader() => this;

    public int Fill(ChunkWriter writer) => fill(writer);

    public void Dispose()
    {
    }
}
