using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Rows;

/// <summary>One reading of JSON pages.</summary>
internal sealed class JsonRowsScan(JsonPages pages, JsonRowsSource source) : ITableScan
{
    public int ThreadsMax => source.ThreadsMax;

    public ITableReader OpenReader() => new JsonRowsReader(pages, source);

    public void Dispose() => pages.Dispose();
}
