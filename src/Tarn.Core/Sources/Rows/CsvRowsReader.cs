using Tarn.DuckDb.Functions;
using Tarn.Sources.Csv;
using Tarn.Sources.Plain;

namespace Tarn.Sources.Rows;

/// <summary>Makes rows of CSV blocks on one thread.</summary>
internal sealed class CsvRowsReader(CsvRowsScan scan, CsvRowsSource source) : ITableReader
{
    private CsvBlockInHand? _hand;
    private CsvTokenizer? _tokenizer;
    private CsvPage? _page;
    private CsvTarget[] _targets = [];
    private int[] _missing = [];

    public int Fill(ChunkWriter writer)
    {
        var rows = 0;
        while (rows < ChunkWriter.RowsMax && NextRecord(writer))
        {
            if (FaultOf() is { } fault)
                source.Reject(_page!, _tokenizer!, fault);
            else
                Write(writer, rows++);
        }
        source.Count(rows);
        return rows;
    }

    public void Dispose() => _hand?.Block.Dispose();

    private bool NextRecord(ChunkWriter writer)
    {
        while (_hand is null || !_tokenizer!.Read())
        {
            _hand?.Block.Dispose();
            _hand = scan.Next();
            if (_hand is not { } hand)
                return false;
            Take(hand, writer);
        }
        return true;
    }

    /// <summary>Starts on a block. One that is a single torn record is rejected whole.</summary>
    private void Take(CsvBlockInHand hand, ChunkWriter writer)
    {
        if (!ReferenceEquals(_page, hand.Page))
        {
            _page = hand.Page;
            _tokenizer = new CsvTokenizer(_page.Dialect);
            _targets = [.. _page.Places.Index().Where(p => writer.IsWanted(p.Item + Lineage.Count)).Select(p => source.Target(p.Index, p.Item, writer))];
            if (source.Lacks(_page))
                throw new NotPlainException($"Page {_page.File.Page} lacks a required column.");
            _missing = [.. Enumerable.Range(0, source.VendorNames.Count).Except(_page.Places).Select(place => place + Lineage.Count).Where(writer.IsWanted)];
        }
        if (hand.Block.Fault is null)
        {
            _tokenizer!.Load(hand.Block);
            return;
        }
        source.Reject(hand.Page, hand);
        hand.Block.Dispose();
        _hand = null;
    }

    private string? FaultOf()
    {
        var (fields, columns) = (_tokenizer!.FieldCount, _page!.Places.Length);
        return _tokenizer.Fault ?? (fields == columns ? null : $"has {fields} {(fields == 1 ? "field" : "fields")}, not {columns}");
    }

    private void Write(ChunkWriter writer, int row)
    {
        var record = _tokenizer!;
        Lineage.Write(writer, row, new RowPlace(_page!.File.Page, record.Row, record.Line), record.Raw);
        foreach (var target in _targets)
        {
            var isPlain = !record.IsNull(target.Field)
                ? target.Text(target.Column, row, record.Field(target.Field))
                : SetNull(target, row);
            if (!isPlain)
                throw new NotPlainException($"Line {record.Line} of page {_page.File.Page} has a field that is not plain.");
        }
        foreach (var column in _missing)
            writer.Column(column).SetNull(row);
    }

    private static bool SetNull(CsvTarget target, int row)
    {
        target.Column.SetNull(row);
        return !target.Required;
    }
}
