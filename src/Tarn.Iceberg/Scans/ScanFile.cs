using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Scans;

/// <summary>A data file to read.</summary>
/// <param name="File">The file.</param>
/// <param name="SequenceNumber">Its data sequence number.</param>
/// <param name="Deletes">What must be taken out of its rows (spec, "Scan Planning"); empty when every row counts.</param>
public sealed record ScanFile(DataFile File, long SequenceNumber, IReadOnlyList<ScanDelete> Deletes)
{
    /// <summary>The snapshot that added it; null when nobody says.</summary>
    public long? SnapshotId { get; init; }
}
