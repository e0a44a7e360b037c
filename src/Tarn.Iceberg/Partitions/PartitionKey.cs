namespace Tarn.Iceberg.Partitions;

/// <summary>
/// A partition tuple under its spec, equal by value: bytes by content, floating point numbers by their bits, so that 0 is not -0 and NaN is NaN (spec,
/// "Scan Planning", note 3).
/// </summary>
public sealed class PartitionKey(int specId, IReadOnlyList<object?> tuple) : IEquatable<PartitionKey>
{
    private readonly object?[] _parts = [.. tuple.Select(Comparable)];

    /// <summary>The spec of the tuple.</summary>
    public int SpecId { get; } = specId;

    /// <inheritdoc/>
    public bool Equals(PartitionKey? other) => other is not null && SpecId == other.SpecId && _parts.AsSpan().SequenceEqual(other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PartitionKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _parts.Aggregate(SpecId, HashCode.Combine);

    private static object? Comparable(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        float number => BitConverter.SingleToInt32Bits(float.IsNaN(number) ? float.NaN : number),
        double number => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number),
        _ => value,
    };
}
