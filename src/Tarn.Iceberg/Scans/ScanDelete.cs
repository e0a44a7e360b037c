using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Scans;

/// <summary>A file of deletes that concerns a data file.</summary>
/// <param name="File">The file: position deletes, equality deletes or, with a content offset, a deletion vector.</param>
/// <param name="SequenceNumber">Its data sequence number.</param>
public sealed record ScanDelete(DataFile File, long SequenceNumber)
{
    /// <summary>True for a deletion vector of version 3.</summary>
    public bool IsVector => File.Content is FileContent.PositionDeletes && File.ContentOffset is not null;
}
