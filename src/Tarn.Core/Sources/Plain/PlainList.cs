using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Lists. The elements are counted first, since a list has to say how long it is before they are written.</summary>
internal sealed class PlainList(PlainValue element) : PlainValue
{
    protected override int ReadPresent(in JsonBytes json, int at, ColumnWriter column, int row)
    {
        if (json.List(at, out var count) < 0)
            return JsonBytes.None;
        var first = column.SetList(row, count);
        at = json.Sign(at, (byte)'[');
        for (var i = 0; i < count; i++)
        {
            at = i == 0 ? at : json.Sign(at, (byte)',');
            at = at < 0 ? JsonBytes.None : element.Read(json, at, column.Children[0], first + i);
            if (at < 0)
                return JsonBytes.None;
        }
        return json.Sign(at, (byte)']');
    }
}
