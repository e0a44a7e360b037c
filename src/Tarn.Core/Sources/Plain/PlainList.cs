using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Lists. The elements are counted first, since a list has to say how long it is before they are written.</summary>
internal sealed class PlainList(PlainValue element) : PlainValue
{
    protected override bool TryReadPresent(ref JsonCursor json, ColumnWriter column, int row)
    {
        var ahead = json;
        if (!ahead.TryCount(out var count))
            return false;
        var start = column.SetList(row, count);
        json.TryTake((byte)'[');
        for (var i = 0; i < count; i++)
        {
            if ((i > 0 && !json.TryTake((byte)',')) || !element.TryRead(ref json, column.Children[0], start + i))
                return false;
        }
        return json.TryTake((byte)']');
    }
}
