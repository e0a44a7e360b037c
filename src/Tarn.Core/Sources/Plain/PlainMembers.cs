using System.Text;
using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>Reads an object member by member. Members mostly come in the order that is known, so that the next one is tried first.</summary>
internal sealed class PlainMembers(IReadOnlyList<string> names, PlainValue[] values)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly KnownBytes[] _compact = [.. names.Select(name => new KnownBytes(Encoding.UTF8.GetBytes($"\"{name}\":")))];
    private readonly KnownBytes[] _following = [.. names.Select(name => new KnownBytes(Encoding.UTF8.GetBytes($",\"{name}\":")))];
    private readonly long[] _seenIn = new long[names.Count];
    private long _objects;

    /// <summary>
    /// Reads an object, a member a column; the place after it, or <see cref="JsonBytes.None"/> when it has other members, one twice, or a value that is not
    /// what it should be.
    /// </summary>
    public int Read(in JsonBytes json, int at, ReadOnlySpan<ColumnWriter?> columns, int row)
    {
        at = json.Sign(at, (byte)'{');
        if (at < 0)
            return JsonBytes.None;
        _objects++;
        var (seen, place) = (0, -1);
        for (var value = Name(json, at, ref place); value >= 0; value = NextName(json, at, ref place))
        {
            at = _seenIn[place] == _objects ? JsonBytes.None : values[place].Read(json, value, columns[place], row);
            if (at < 0)
                return JsonBytes.None;
            _seenIn[place] = _objects;
            seen++;
        }
        if (seen < values.Length)
            SetMissing(columns, row);
        return json.Sign(at, (byte)'}');
    }

    /// <summary>Whether the object that was read last had the member; null counts as having it.</summary>
    public bool Had(int place) => _seenIn[place] == _objects;

    /// <summary>Passes a comma and the name after it.</summary>
    private int NextName(in JsonBytes json, int at, ref int place)
    {
        if (place + 1 < _following.Length && json.Known(at, in _following[place + 1]) is >= 0 and var value)
        {
            place++;
            return value;
        }
        at = json.Sign(at, (byte)',');
        return at < 0 ? JsonBytes.None : Name(json, at, ref place);
    }

    /// <summary>Passes the name at hand, which is most likely the one that follows the last.</summary>
    private int Name(in JsonBytes json, int at, ref int place)
    {
        at = json.Spaces(at);
        if (place + 1 < _compact.Length && json.Known(at, in _compact[place + 1]) is >= 0 and var value)
        {
            place++;
            return value;
        }
        at = json.Name(at, out var name);
        place = at < 0 ? place : PlaceOf(name);
        return place < 0 ? JsonBytes.None : at;
    }

    private int PlaceOf(ReadOnlySpan<byte> name)
    {
        for (var place = 0; place < _names.Length; place++)
        {
            if (name.SequenceEqual(_names[place]))
                return place;
        }
        return JsonBytes.None;
    }

    private void SetMissing(ReadOnlySpan<ColumnWriter?> columns, int row)
    {
        for (var place = 0; place < values.Length; place++)
        {
            if (_seenIn[place] != _objects)
                columns[place]?.SetNull(row);
        }
    }
}
