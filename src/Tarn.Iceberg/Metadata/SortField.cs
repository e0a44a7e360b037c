using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Metadata;

/// <summary>A part of a sort order.</summary>
/// <param name="SourceId">The id of the column.</param>
/// <param name="Transform">What of it is sorted by.</param>
/// <param name="Descending">From high to low.</param>
/// <param name="NullsLast">Nulls after all else; else before.</param>
public sealed record SortField(int SourceId, Transform Transform, bool Descending = false, bool NullsLast = false);
