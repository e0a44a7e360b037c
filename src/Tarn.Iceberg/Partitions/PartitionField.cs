namespace Tarn.Iceberg.Partitions;

/// <summary>One part of a partition tuple.</summary>
/// <param name="SourceId">The id of the column it is made from.</param>
/// <param name="FieldId">Its own id, 1000 or more, kept when specs evolve.</param>
/// <param name="Name">Its name, unique in the spec.</param>
/// <param name="Transform">How it is made.</param>
public sealed record PartitionField(int SourceId, int FieldId, string Name, Transform Transform)
{
    /// <summary>Version 3: the other columns of a transform of several, which is <see cref="Transform.Unknown"/>; else empty.</summary>
    public IReadOnlyList<int> OtherSourceIds { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(PartitionField? other) => other is not null
        && (SourceId, FieldId, Name, Transform) == (other.SourceId, other.FieldId, other.Name, other.Transform)
        && OtherSourceIds.SequenceEqual(other.OtherSourceIds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SourceId, FieldId, Name, Transform);
}
