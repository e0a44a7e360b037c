namespace Tarn.Iceberg.Deletes;

/// <summary>
/// Positions of rows in one file, from 0: a roaring bitmap of 64 bits (puffin spec, "deletion-vector-v1 blob type"). Never changes, so that many threads
/// may ask it.
/// </summary>
public sealed class RowPositions
{
    private const int ContainerBits = 16;

    private readonly long[] _keys;
    private readonly PositionContainer[] _containers;

    /// <summary>Containers by the upper bits of their positions, ascending.</summary>
    internal RowPositions(long[] keys, PositionContainer[] containers)
    {
        (_keys, _containers) = (keys, containers);
        Count = containers.Sum(container => (long)container.Count);
        Bytes = containers.Sum(container => container.Bytes + 64L);
    }

    /// <summary>How many positions there are.</summary>
    public long Count { get; }

    /// <summary>About the memory they take.</summary>
    public long Bytes { get; }

    /// <summary>The containers by the upper bits of their positions, ascending.</summary>
    internal IEnumerable<(long Key, PositionContainer Container)> Containers => _keys.Zip(_containers);

    /// <summary>Whether the position is one of them.</summary>
    public bool Contains(long position)
    {
        var at = Array.BinarySearch(_keys, position >> ContainerBits);
        return at >= 0 && _containers[at].Contains((ushort)position);
    }

    /// <summary>Says for each row whether its position is none of these. Rows that follow each other, as a scan gives them, go fastest.</summary>
    /// <param name="rows">Positions, none negative.</param>
    /// <param name="live">As long as <paramref name="rows"/>; every item is written.</param>
    public void FindOthers(ReadOnlySpan<long> rows, Span<bool> live)
    {
        if (Follow(rows))
        {
            live.Fill(true);
            ClearRange(rows[0], live);
            return;
        }
        for (var i = 0; i < rows.Length; i++)
            live[i] = !Contains(rows[i]);
    }

    /// <summary>The positions, ascending.</summary>
    public IEnumerable<long> All()
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            foreach (var low in _containers[i].Values())
                yield return (_keys[i] << ContainerBits) | low;
        }
    }

    private void ClearRange(long first, Span<bool> live)
    {
        var start = Array.BinarySearch(_keys, first >> ContainerBits);
        var end = first + live.Length;
        for (var at = start < 0 ? ~start : start; at < _keys.Length && _keys[at] << ContainerBits < end; at++)
        {
            var from = Math.Max(first, _keys[at] << ContainerBits);
            var to = Math.Min(end, (_keys[at] + 1) << ContainerBits);
            _containers[at].Clear((int)(from & (PositionContainer.Span - 1)), live[(int)(from - first)..(int)(to - first)]);
        }
    }

    private static bool Follow(ReadOnlySpan<long> rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i] != rows[0] + i)
                return false;
        }
        return rows.Length > 0;
    }
}
