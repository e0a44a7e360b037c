using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Metadata;

/// <summary>A part of a sort order.</summary>
/// <param name="SourceId">The id of the column.</param>
/// <param name="Transform">What of it is sorted by.</param>
/// <param name="Descending">From high to low.</param>
/// <param name="NullsLast">Nulls after all else; else before.</param>
public sealed record SortField(int SourceId, Transform Transform, bool Descending = false, bool NullsLast = false)
{
    /// <summary>Version 3: the other columns of a transform of several, which is <see cref="Transform.Unknown"/>; else empty.</summary>
    public IReadOnlyList<int> OtherSourceIds { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(SortField? other) => other is not null
        && (SourceId, Transform, Descending, NullsLast) == (other.SourceId, other.Transform, other.Descending, other.NullsLast)
        && OtherSourceIds.SequenceEqual(other.OtherSourceIds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SourceId, Transform, Descending, NullsLast);
}
