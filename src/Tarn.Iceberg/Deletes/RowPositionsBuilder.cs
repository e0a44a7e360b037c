namespace Tarn.Iceberg.Deletes;

/// <summary>Gathers positions, in any order and as often as they come.</summary>
public sealed class RowPositionsBuilder
{
    private readonly SortedList<long, PositionContainerBuilder> _containers = [];
    private PositionContainerBuilder? _last;
    private long _lastKey = -1;

    /// <summary>Adds a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Add(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (position >> 16 != _lastKey)
            Turn(position >> 16);
        _last!.Add((ushort)position);
    }

    /// <summary>All positions that were added.</summary>
    public RowPositions Build() => new([.. _containers.Keys], [.. _containers.Values.Select(container => container.Build())]);

    private void Turn(long key)
    {
        if (!_containers.TryGetValue(key, out _last))
            _containers.Add(key, _last = new PositionContainerBuilder());
        _lastKey = key;
    }
}
