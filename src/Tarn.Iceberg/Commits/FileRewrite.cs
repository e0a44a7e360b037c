using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Scans;

namespace Tarn.Iceberg.Commits;

/// <summary>Data files whose rows were written anew, deletes applied. The rows are the same, so it may be made on a younger state of the table as well.</summary>
public sealed record FileRewrite
{
    /// <summary>The files that were read, with the deletes that were applied to them.</summary>
    public required IReadOnlyList<ScanFile> Removed { get; init; }

    /// <summary>What was written in their place; empty when no row was left.</summary>
    public required IReadOnlyList<DataFile> Added { get; init; }

    /// <summary>The sequence number of the snapshot they were read at: deletes by equality that came later still concern the rows.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>The table's version when they were read.</summary>
    public required int FormatVersion { get; init; }
}
