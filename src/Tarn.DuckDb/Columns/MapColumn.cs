using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Columns;

/// <summary>MAP: a range of <see cref="Keys"/> and <see cref="Values"/> a row.</summary>
public sealed class MapColumn : ColumnReader
{
    internal MapColumn(ColumnSource source)
        : base(source)
    {
        var type = (DuckDbType.Map)source.Type;
        var entries = source.Vector.ListChild;
        Keys = ColumnReaders.Of(Child(type.Key, entries.Field(0), source.Vector.ListSize));
        Values = ColumnReaders.Of(Child(type.Value, entries.Field(1), source.Vector.ListSize));
    }

    /// <summary>The keys of all rows' maps.</summary>
    public ColumnReader Keys { get; }

    /// <summary>The values, each beside its key.</summary>
    public ColumnReader Values { get; }

    /// <summary>Where the row's entries lie; empty where the row is null.</summary>
    public Range this[int row] => IsNull(row) ? default : Ranges.Of(Span<NativeListEntry>()[row]);

    private protected override object Read(int row)
    {
        var (start, length) = this[row].GetOffsetAndLength(Keys.Count);
        var map = new OrderedDictionary<object, object?>(length);
        for (var i = start; i < start + length; i++)
            map[Keys.GetValue(i)!] = Values.GetValue(i);
        return map;
    }
}
