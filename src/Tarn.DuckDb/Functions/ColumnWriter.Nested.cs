using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Functions;

public sealed unsafe partial class ColumnWriter
{
    /// <summary>
    /// Begins the row's list or map of so many elements and gives the row of <see cref="Children"/> at which its first is to be
    /// written. Spans of children taken before are stale after.
    /// </summary>
    public int SetList(int row, int length)
    {
        Check(row);
        if (Type is not (DuckDbType.List or DuckDbType.Map))
            throw new InvalidOperationException($"{Type} is not a list.");
        var start = _elements;
        _elements += length;
        var room = Children[0]._capacity;
        _vector.SetListSize(_elements, _elements > room ? Math.Max(_elements, room * 2) : room);
        if (_elements > room)
            EachElementColumn((child, vector) => child.Refresh(vector, Math.Max(_elements, room * 2)));
        ((NativeListEntry*)_data)[row] = new NativeListEntry { Offset = (ulong)start, Length = (ulong)length };
        return start;
    }

    /// <summary>Writes a list of texts, or of any values that the element's type takes.</summary>
    public void SetItems<T>(int row, IReadOnlyList<T> items)
    {
        var start = SetList(row, items.Count);
        for (var i = 0; i < items.Count; i++)
            Children[0].SetValue(start + i, items[i]);
    }

    /// <summary>The children of a vector of a new chunk.</summary>
    private void AttachChildren()
    {
        switch (Type)
        {
            case DuckDbType.List or DuckDbType.Map:
                _vector.SetListSize(0, VectorView.RowsMax);
                EachElementColumn((child, vector) => child.Attach(vector, VectorView.RowsMax));
                break;
            case DuckDbType.Array array:
                Children[0].Attach(_vector.ArrayChild, _capacity * array.Size);
                break;
            case DuckDbType.Struct:
                for (var i = 0; i < Children.Count; i++)
                    Children[i].Attach(_vector.Field(i), _capacity);
                break;
            default:
                break;
        }
    }

    /// <summary>The same vector after it has grown: what was written stays. The elements of lists lie in a vector of their own, which has not moved.</summary>
    private void Refresh(VectorView vector, int capacity)
    {
        Take(vector, capacity);
        if (Type is DuckDbType.Array array)
            Children[0].Refresh(_vector.ArrayChild, _capacity * array.Size);
        for (var i = 0; Type is DuckDbType.Struct && i < Children.Count; i++)
            Children[i].Refresh(_vector.Field(i), _capacity);
    }

    private void EachElementColumn(Action<ColumnWriter, VectorView> action)
    {
        var elements = _vector.ListChild;
        if (Type is DuckDbType.List)
        {
            action(Children[0], elements);
            return;
        }
        action(Children[0], elements.Field(0));
        action(Children[1], elements.Field(1));
    }

    /// <summary>A null struct or array has null parts: DuckDB reads fields without a look at the whole.</summary>
    private void SetPartsNull(int row)
    {
        if (Type is DuckDbType.Struct)
        {
            foreach (var field in Children)
                field.SetNull(row);
        }
        for (var i = 0; Type is DuckDbType.Array array && i < array.Size; i++)
            Children[0].SetNull((row * array.Size) + i);
    }
}
