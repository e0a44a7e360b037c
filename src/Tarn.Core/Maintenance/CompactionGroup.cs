using Tarn.Iceberg.Scans;

namespace Tarn.Maintenance;

/// <summary>Files of one partition, or of older partition specs, that are written anew together.</summary>
/// <param name="Partition">The partition as paths write it; empty when the files are not partitioned, <see cref="Several"/> when they are of several.</param>
/// <param name="Files">The files, the oldest first, with their deletes.</param>
/// <param name="Reasons">Why, in words: <c>small files</c>, <c>deletes</c>.</param>
public sealed record CompactionGroup(string Partition, IReadOnlyList<ScanFile> Files, IReadOnlyList<string> Reasons)
{
    /// <summary>In place of a partition: the files are of several, by older specs.</summary>
    public const string Several = "older partitions";

    /// <summary>What the files take, in bytes.</summary>
    public long Bytes => Files.Sum(file => file.File.FileBytes);
}
