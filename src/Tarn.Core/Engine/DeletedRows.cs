using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Scans;

namespace Tarn.Engine;

/// <summary>A version of a table that has deletes, planned, and its deletes by position read.</summary>
/// <param name="Plan">The data files and their deletes.</param>
/// <param name="ByFile">Deleted rows by the data file's location; files that have none are not in it.</param>
public sealed record DeletedRows(ScanPlan Plan, IReadOnlyDictionary<string, RowPositions> ByFile)
{
    /// <summary>True when the rows are the only ones that are read, not those that are left out.</summary>
    internal bool ArePicked { get; init; }

    /// <summary>About the memory that the bitmaps take.</summary>
    public long Bytes { get; } = ByFile.Values.Sum(rows => rows.Bytes);
}
