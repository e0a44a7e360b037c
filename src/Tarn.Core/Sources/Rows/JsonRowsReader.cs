using Tarn.DuckDb.Functions;
using Tarn.Sources.Blocks;
using Tarn.Sources.Json;
using Tarn.Sources.Plain;

namespace Tarn.Sources.Rows;

/// <summary>Makes rows of JSON pieces on one thread. The places of a piece's records are found all at once, since they outlive a call.</summary>
internal sealed class JsonRowsReader(JsonPages pages, JsonRowsSource source) : ITableReader
{
    private readonly List<JsonSlice> _slices = [];
    private readonly PlainRecords? _plain = source.PlainColumns is { } columns ? new PlainRecords(columns) : null;
    private TextBlock? _block;
    private int _next;
    private bool _isPlainDocument;

    public int Fill(ChunkWriter writer)
    {
        var rows = 0;
        while (rows < ChunkWriter.RowsMax && (_next < _slices.Count || Take()))
        {
            var slice = _slices[_next++];
            var record = _block!.Content.Slice(slice.Start, slice.Length);
            if (source.Checks && JsonRecordCheck.FaultInDocument(record, _isPlainDocument) is { } fault)
                source.Reject(slice.Place, record, fault);
            else
                Write(writer, rows++, slice, record);
        }
        source.Count(rows);
        return rows;
    }

    public void Dispose() => _block?.Dispose();

    private void Write(ChunkWriter writer, int row, JsonSlice slice, ReadOnlySpan<byte> record)
    {
        Lineage.Write(writer, row, slice.Place, record);
        if (_plain is not null)
            _plain.Write(writer, row, _block!.Content, slice.Start, slice.Length);
        else if (writer.IsWanted(JsonRowsSource.Record))
            writer.Column(JsonRowsSource.Record).Set(row, record);
    }

    /// <summary>Starts on the next piece that has records; false when there is none.</summary>
    private bool Take()
    {
        while (true)
        {
            _block?.Dispose();
            _block = null;
            _slices.Clear();
            _next = 0;
            if (pages.Next() is not { Block: { } block } piece)
                return false;
            _block = block;
            var isPlain = (piece.Records is not null || _plain is not null) && JsonRecordCheck.IsPlain(block.Content);
            _isPlainDocument = isPlain && piece.Records is not null;
            if (_plain is not null && !isPlain)
                throw new NotPlainException($"Page {piece.Page.Page} has text that is not plain.");
            if (block.Fault is { } fault)
                source.Reject(new RowPlace(piece.Page.Page, block.FirstRow, block.FirstLine), block.Content, fault);
            else if (piece.Records is { } records)
                SliceDocument(piece.Page.Page, records);
            else
                SliceLines(piece.Page.Page);
            if (_slices.Count > 0)
                return true;
        }
    }

    private void SliceDocument(int page, JsonPath records)
    {
        var slicer = new JsonRecordSlicer(_block!.Content, records);
        while (slicer.MoveNext())
            _slices.Add(new JsonSlice(slicer.Start, slicer.Length, new RowPlace(page, slicer.Position, 0)));
    }

    private void SliceLines(int page)
    {
        var slicer = new JsonLineSlicer(_block!);
        while (slicer.MoveNext())
            _slices.Add(new JsonSlice(slicer.Start, slicer.Record.Length, new RowPlace(page, slicer.Position, slicer.Line)));
    }
}
