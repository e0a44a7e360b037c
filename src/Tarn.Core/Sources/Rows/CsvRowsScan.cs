using Tarn.DuckDb.Functions;
using Tarn.Sources.Csv;

namespace Tarn.Sources.Rows;

/// <summary>One reading of CSV pages: hands out their blocks, page after page, to whoever asks.</summary>
internal sealed class CsvRowsScan(IReadOnlyList<CsvPage> pages, CsvRowsSource source) : ITableScan
{
    private readonly Lock _gate = new();
    private CsvReader? _reader;
    private int _page = -1;

    public int ThreadsMax => source.ThreadsMax;

    public ITableReader OpenReader() => new CsvRowsReader(this, source);

    public void Dispose()
    {
        lock (_gate)
        {
            _reader?.Dispose();
            _reader = null;
            _page = pages.Count;
        }
    }

    /// <summary>The next block; null when there is none.</summary>
    public CsvBlockInHand? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_reader?.Next() is { } block)
                    return new CsvBlockInHand(block, pages[_page]);
                _reader?.Dispose();
                _reader = null;
                if (_page + 1 >= pages.Count)
                    return null;
                _page++;
                _reader = CsvReader.Open(pages[_page].File.OpenRows(), pages[_page].Dialect, sniffDelimiter: false);
            }
        }
    }
}
