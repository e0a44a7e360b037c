using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>Ranges of a child column.</summary>
internal static class Ranges
{
    public static Range Of(NativeListEntry entry) => new((int)entry.Offset, (int)(entry.Offset + entry.Length));

    public static object?[] Values(ColumnReader elements, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(elements.Count);
        var values = new object?[length];
        for (var i = 0; i < length; i++)
            values[i] = elements.GetValue(start + i);
        return values;
    }
}
