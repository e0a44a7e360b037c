using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>What rows are sorted by inside files.</summary>
/// <param name="Source">The column.</param>
/// <param name="Transform">What of it.</param>
/// <param name="Descending">From high to low.</param>
/// <param name="NullsLast">Nulls after all else; else before.</param>
public sealed record SortTerm(ColumnPath Source, Transform Transform, bool Descending, bool NullsLast);
