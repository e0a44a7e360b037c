using System.Collections;
using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Scans;

/// <summary>A spec and a tuple, equal by value: files of one partition have one key.</summary>
internal sealed class PartitionKey(int specId, IReadOnlyList<object?> tuple) : IEquatable<PartitionKey>
{
    private readonly int _specId = specId;
    private readonly IReadOnlyList<object?> _tuple = tuple;

    public static PartitionKey Of(DataFile file) => new(file.SpecId, file.Partition);

    public bool Equals(PartitionKey? other) =>
        other is not null && _specId == other._specId && _tuple.SequenceEqual(other._tuple, Values.Instance);

    public override bool Equals(object? obj) => Equals(obj as PartitionKey);

    public override int GetHashCode() =>
        _tuple.Aggregate(_specId, (hash, value) => HashCode.Combine(hash, value is null ? 0 : Values.Instance.GetHashCode(value)));

    /// <summary>Bytes are equal by what they hold.</summary>
    private sealed class Values : IEqualityComparer<object?>
    {
        public static Values Instance { get; } = new();

        public new bool Equals(object? x, object? y) => StructuralComparisons.StructuralEqualityComparer.Equals(x, y);

        public int GetHashCode(object obj) => StructuralComparisons.StructuralEqualityComparer.GetHashCode(obj);
    }
}
