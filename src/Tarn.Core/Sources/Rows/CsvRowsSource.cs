using Tarn.DuckDb;
using Tarn.DuckDb.Functions;
using Tarn.Project;
using Tarn.Sources.Csv;
using Tarn.Sources.Plain;

namespace Tarn.Sources.Rows;

/// <summary>
/// The rows of CSV pages as a table: <see cref="Lineage"/>, then every column that any page's header names, in the order first seen, all VARCHAR unless
/// read plainly. A page without a column gives null there. Columns of two pages are one when their names are alike, letter case aside. Records that are
/// ragged, torn or not UTF-8 go to the rejects. Several threads read at the same time, so that rows come in no certain order.
/// </summary>
public sealed class CsvRowsSource : ITableSource
{
    private readonly IReadOnlyList<CsvPage> _pages;
    private readonly RejectList _rejects;
    private readonly PlainText[] _texts;
    private readonly bool[] _required;
    private long _rows;

    private CsvRowsSource(IReadOnlyList<CsvPage> pages, IReadOnlyList<string> names, IReadOnlyList<PlainColumn> types, RejectList rejects)
    {
        (_pages, _rejects) = (pages, rejects);
        VendorNames = names;
        Columns = [.. Lineage.Columns, .. types.Select(t => new DuckDbColumn(t.Name, t.Type))];
        _texts = [.. types.Select(t => PlainTexts.Of(t.Type) ?? throw new NotSupportedException($"{t.Type} is not read plainly."))];
        _required = [.. types.Select(t => t.Required)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>The names of the vendor's columns, in the order of <see cref="Columns"/> after the lineage.</summary>
    public IReadOnlyList<string> VendorNames { get; }

    /// <summary>How many threads may read at the same time.</summary>
    public int ThreadsMax { get; init; } = Environment.ProcessorCount;

    /// <summary>How many rows were given out by all readings so far.</summary>
    public long RowsRead => Interlocked.Read(ref _rows);

    /// <summary>Opens pages for a while to read their headers.</summary>
    public static CsvRowsSource Open(IReadOnlyList<PageFile> pages, FileFormat.Csv declared, RejectList rejects)
    {
        var names = new List<string>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var opened = new List<CsvPage>(pages.Count);
        foreach (var page in pages)
        {
            using var reader = CsvReader.Open(page.Path, declared);
            opened.Add(new CsvPage(page, reader.Dialect, [.. reader.Columns.Select(name => PlaceOf(name, names, places))]));
        }
        var all = ColumnNames.Distinct([.. Lineage.Columns.Select(c => c.Name), .. names]);
        return new CsvRowsSource(opened, names, [.. all.Skip(Lineage.Count).Select(name => new PlainColumn(name, name, DuckDbType.Varchar, null, Required: false))], rejects);
    }

    /// <inheritdoc/>
    public ITableScan Open(IReadOnlyList<int> wanted) => new CsvRowsScan(_pages, this);

    /// <summary>The same rows with types. A field that is not plain ends the reading with <see cref="NotPlainException"/>.</summary>
    /// <param name="columns">For each of <see cref="VendorNames"/> what it becomes.</param>
    /// <exception cref="NotSupportedException">A type is not one that is read plainly.</exception>
    public CsvRowsSource Plainly(IReadOnlyList<PlainColumn> columns) => new(_pages, VendorNames, columns, _rejects) { ThreadsMax = ThreadsMax };

    /// <summary>Whether a page lacks a column in which every row needs a value.</summary>
    internal bool Lacks(CsvPage page) => _required.Index().Any(column => column.Item && !page.Places.Contains(column.Index));

    internal void Count(long rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>Where a field goes that belongs to one of the vendor's columns.</summary>
    internal CsvTarget Target(int field, int place, ChunkWriter writer) => new(field, writer.Column(place + Lineage.Count), _texts[place], _required[place]);

    internal void Reject(CsvPage page, CsvTokenizer record, string reason) =>
        _rejects.Add(page.File.Page, record.Row, record.Line, record.Raw, reason);

    internal void Reject(CsvPage page, CsvBlockInHand block) =>
        _rejects.Add(page.File.Page, block.Block.FirstRow, block.Block.FirstLine, block.Block.Content, block.Block.Fault ?? "");

    private static int PlaceOf(string name, List<string> names, Dictionary<string, int> places)
    {
        if (places.TryGetValue(name, out var place))
            return place;
        names.Add(name);
        return places[name] = names.Count - 1;
    }
}
