using System.Text.Json;
using Tarn.Sources.Blocks;

namespace Tarn.Sources.Json;

/// <summary>
/// Learns what columns records have by reading all of them. Pages can be learned on several threads, a shape each, and put together with
/// <see cref="Merge"/> in the pages' order: the result does not depend on how they were shared out. Of two members with the same name in one object the
/// first counts. Not safe for threads.
/// </summary>
public sealed class JsonShape
{
    /// <summary>An object inside a record with more members than this is kept as JSON text: it is a map, not a row.</summary>
    public const int FieldsMax = 1000;

    /// <summary>How deep a column's type may be nested; what lies deeper is kept as JSON text.</summary>
    public const int DepthMax = 24;

    private readonly ShapeNode _root = new();

    /// <summary>How many records were learned.</summary>
    public long Records { get; private set; }

    /// <summary>How many records were left out because they were not sound.</summary>
    public long Unsound { get; private set; }

    /// <summary>The columns in the order first seen, with names fit for a table.</summary>
    public IReadOnlyList<ShapeColumn> Columns
    {
        get
        {
            var fields = _root.FieldTypes();
            var names = ColumnNames.Distinct([.. fields.Select(f => f.Name)]);
            return [.. fields.Zip(names, (member, name) => new ShapeColumn(name, member.Name, member.Type))];
        }
    }

    /// <summary>Learns one record, which must be sound (<see cref="JsonRecordCheck.Fault"/>).</summary>
    /// <exception cref="JsonException">It is not one JSON object. The shape is spoilt then.</exception>
    public void Observe(ReadOnlySpan<byte> record)
    {
        var reader = JsonPath.ReaderOf(record);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The record is not an object.");
        _root.Observe(ref reader, 0);
        if (reader.Read())
            throw new JsonException("There is more after the record.");
        Records++;
    }

    /// <summary>Learns the records of a page, which is whole JSON; records that are not sound are left out, as the row readers reject them.</summary>
    public void ObservePage(ReadOnlySpan<byte> page, JsonPath records)
    {
        var isPlain = JsonRecordCheck.IsPlain(page);
        var slicer = new JsonRecordSlicer(page, records);
        while (slicer.MoveNext())
        {
            var record = page.Slice(slicer.Start, slicer.Length);
            if (JsonRecordCheck.FaultInDocument(record, isPlain) is null)
                Observe(record);
            else
                Unsound++;
        }
    }

    /// <summary>
    /// Learns the records of a block of JSON lines; those that are not sound are left out. Sound blocks, which most are, are read once: only when a record
    /// turns out bad is the block learned again with each record checked first.
    /// </summary>
    public void ObserveLines(TextBlock block)
    {
        if (block.Fault is not null)
        {
            Unsound++;
            return;
        }
        var learned = new JsonShape();
        if (!JsonRecordCheck.IsPlain(block.Content) || !learned.TryLines(block, check: false))
        {
            learned = new JsonShape();
            learned.TryLines(block, check: true);
        }
        Merge(learned);
    }

    /// <summary>Adds what another shape learned, whose records come after this one's.</summary>
    public void Merge(JsonShape later)
    {
        _root.Merge(later._root);
        Records += later.Records;
        Unsound += later.Unsound;
    }

    private bool TryLines(TextBlock block, bool check)
    {
        try
        {
            var lines = new JsonLineSlicer(block);
            while (lines.MoveNext())
            {
                if (!check || JsonRecordCheck.Fault(lines.Record) is null)
                    Observe(lines.Record);
                else
                    Unsound++;
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
