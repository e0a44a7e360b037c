using System.Text;
using Tarn.Project;
using Tarn.Sources.Blocks;

namespace Tarn.Sources.Csv;

/// <summary>
/// Reads a CSV file of any size: its dialect and columns at once, its records as blocks that several threads may take and tokenise at the same time.
/// </summary>
public sealed class CsvReader : IDisposable
{
    private readonly BlockReader _blocks;

    private CsvReader(Stream stream, CsvDialect declared, bool sniffDelimiter)
    {
        _blocks = new BlockReader(stream, declared.Encoding) { RecordBytesMax = declared.RecordBytesMax };
        var dialect = CsvSniffer.Detect(_blocks.Head, _blocks.IsEnd, declared, sniffDelimiter);
        _blocks.Splitter = (bytes, isEnd) => CsvSplitter.Scan(bytes, dialect, isEnd);
        _blocks.NewLine = dialect.NewLine;
        Dialect = dialect;
        Columns = ReadHeader();
    }

    /// <summary>How the file is written: as declared, and guessed where the declaration is silent.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>
    /// The columns. A name that is empty becomes <c>column_N</c> by its place from 1; one that an earlier column has, letter case aside, gains
    /// <c>_2</c>, <c>_3</c> ... A file without header has the declared names, or <c>column_1</c> and on, as many as its first record has fields. Empty for
    /// an empty file.
    /// </summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Opens a file as its declaration tells. A declaration cannot leave the delimiter open, so the comma, which is its default, is doubted where
    /// it leaves one column.</summary>
    public static CsvReader Open(string path, FileFormat.Csv declared) => Open(path, CsvDialect.Of(declared), declared.Delimiter == ',');

    /// <summary>Opens a file. Without <paramref name="sniffDelimiter"/> the declared delimiter holds.</summary>
    public static CsvReader Open(string path, CsvDialect? declared = null, bool sniffDelimiter = true) =>
        Open(BlockReader.Open(path), declared, sniffDelimiter);

    /// <summary>Reads a stream, which it owns from now on.</summary>
    public static CsvReader Open(Stream stream, CsvDialect? declared = null, bool sniffDelimiter = true) =>
        new(stream, declared ?? new CsvDialect(), sniffDelimiter);

    /// <summary>The next block, in the file's order; null after the last. Dispose it. Safe for threads.</summary>
    public TextBlock? Next() => _blocks.Next();

    /// <inheritdoc/>
    public void Dispose() => _blocks.Dispose();

    private List<string> ReadHeader()
    {
        var extent = CsvSplitter.Scan(_blocks.Head, Dialect, _blocks.IsEnd);
        using var block = TextBlock.Copy(_blocks.Head[..extent.End]);
        var tokenizer = new CsvTokenizer(Dialect);
        tokenizer.Load(block);
        if (!tokenizer.Read())
            return [];
        var places = Enumerable.Range(0, tokenizer.FieldCount);
        if (!Dialect.Header)
            return ColumnNames.Distinct(Dialect.Names.Count > 0 ? Dialect.Names : [.. places.Select(_ => "")]);
        var header = ColumnNames.Distinct([.. places.Select(i => Encoding.UTF8.GetString(tokenizer.Field(i)).Trim())]);
        _blocks.Skip(tokenizer.Consumed, tokenizer.NextLine - 1);
        return header;
    }
}
