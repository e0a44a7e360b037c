using Tarn.DuckDb.Functions;
using Tarn.Sources.Csv;

namespace Tarn.Sources.Rows;

/// <summary>Makes rows of CSV blocks on one thread.</summary>
internal sealed class CsvRowsReader(CsvRowsScan scan, CsvRowsSource source) : ITableReader
{
    private CsvBlockInHand? _hand;
    private CsvTokenizer? _tokenizer;
    private CsvPage? _page;
    private int[] _missing = [];

    public int Fill(ChunkWriter writer)
    {
        var rows = 0;
        while (rows < ChunkWriter.RowsMax && NextRecord())
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

    private bool NextRecord()
    {
        while (_hand is null || !_tokenizer!.Read())
        {
            _hand?.Block.Dispose();
            _hand = scan.Next();
            if (_hand is not { } hand)
                return false;
            Take(hand);
        }
        return true;
    }

    /// <summary>Starts on a block. One that is a single torn record is rejected whole.</summary>
    private void Take(CsvBlockInHand hand)
    {
        if (!ReferenceEquals(_page, hand.Page))
        {
            _page = hand.Page;
            _tokenizer = new CsvTokenizer(_page.Dialect);
            _missing = [.. Enumerable.Range(0, source.VendorNames.Count).Except(_page.Places)];
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
        var places = _page!.Places;
        Lineage.Write(writer, row, new RowPlace(_page.File.Page, record.Row, record.Line), record.Raw);
        for (var i = 0; i < places.Length; i++)
        {
            var column = places[i] + Lineage.Count;
            if (!writer.IsWanted(column))
                continue;
            if (record.IsNull(i))
                writer.Column(column).SetNull(row);
            else
                writer.Column(column).Set(row, record.Field(i));
        }
        foreach (var place in _missing)
        {
            if (writer.IsWanted(place + Lineage.Count))
                writer.Column(place + Lineage.Count).SetNull(row);
        }
    }
}
