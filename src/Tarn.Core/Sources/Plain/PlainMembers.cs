using System.Text;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Reads an object member by member. Members mostly come in the order that is known, so that the next one is tried first.</summary>
internal sealed class PlainMembers(IReadOnlyList<string> names, PlainValue[] values)
{
    private const int NoMore = -1;
    private const int Unknown = -2;

    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[][] _compact = [.. names.Select(name => Encoding.UTF8.GetBytes($"\"{name}\":"))];
    private readonly byte[][] _following = [.. names.Select(name => Encoding.UTF8.GetBytes($",\"{name}\":"))];
    private readonly long[] _seenIn = new long[names.Count];
    private long _objects;

    /// <summary>Reads the object at hand, a member a column; false when it has others, one twice, or a value that is not what it should be.</summary>
    public bool TryRead(ref JsonCursor json, ReadOnlySpan<ColumnWriter?> columns, int row)
    {
        if (!json.TryTake((byte)'{'))
            return false;
        _objects++;
        var seen = json.Sign == (byte)'}' ? 0 : TryMembers(ref json, columns, row);
        if (seen < 0 || !json.TryTake((byte)'}'))
            return false;
        for (var place = 0; seen < values.Length && place < values.Length; place++)
        {
            if (_seenIn[place] != _objects)
                columns[place]?.SetNull(row);
        }
        return true;
    }

    /// <summary>Whether the object that was read last had the member; null counts as having it.</summary>
    public bool Had(int place) => _seenIn[place] == _objects;

    /// <summary>How many there were; -1 when one was not as it should be.</summary>
    private int TryMembers(ref JsonCursor json, ReadOnlySpan<ColumnWriter?> columns, int row)
    {
        var (seen, place) = (0, PlaceOfNext(ref json, 0));
        while (place >= 0)
        {
            if (_seenIn[place] == _objects || !values[place].TryRead(ref json, columns[place], row))
                return -1;
            _seenIn[place] = _objects;
            seen++;
            place = PlaceAfter(ref json, place + 1);
        }
        return place == NoMore ? seen : -1;
    }

    private int PlaceAfter(ref JsonCursor json, int expected)
    {
        if (expected < _following.Length && json.TryTake(_following[expected]))
            return expected;
        return json.TryTake((byte)',') ? PlaceOfNext(ref json, expected) : NoMore;
    }

    private int PlaceOfNext(ref JsonCursor json, int expected) =>
        expected < _compact.Length && json.TryTake(_compact[expected]) ? expected : PlaceOfNext(ref json);

    private int PlaceOfNext(ref JsonCursor json)
    {
        if (!json.TryName(out var name))
            return Unknown;
        for (var place = 0; place < _names.Length; place++)
        {
            if (name.SequenceEqual(_names[place]))
                return place;
        }
        return Unknown;
    }
}
