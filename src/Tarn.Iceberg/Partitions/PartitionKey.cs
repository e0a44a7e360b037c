namespace Tarn.Iceberg.Partitions;

/// <summary>A partition tuple under its spec, equal by value; bytes are equal by content.</summary>
internal sealed class PartitionKey(int specId, IReadOnlyList<object?> tuple) : IEquatable<PartitionKey>
{
    private readonly object?[] _parts = [.. tuple.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)];

    /// <summary>The spec of the tuple.</summary>
    public int SpecId { get; } = specId;

    /// <inheritdoc/>
    public bool Equals(PartitionKey? other) => other is not null && SpecId == other.SpecId && _parts.AsSpan().SequenceEqual(other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PartitionKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _parts.Aggregate(SpecId, HashCode.Combine);
}
