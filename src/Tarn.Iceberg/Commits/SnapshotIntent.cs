using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Commits;

/// <summary>A snapshot to be made: what is chosen before the first attempt and holds for every retry.</summary>
public sealed record SnapshotIntent
{
    /// <summary>Unique in the table; less than 2^53, since readers in JavaScript read it as a double.</summary>
    public required long SnapshotId { get; init; }

    /// <summary>The time now, milliseconds since 1970 UTC. A snapshot is never older than the metadata it is made on.</summary>
    public required long TimestampMs { get; init; }

    /// <summary>Names the manifests and the manifest list.</summary>
    public required Guid CommitUuid { get; init; }

    /// <summary>What else the summary tells. What the summary counts itself stands above it.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The branch it goes to. One that is not there yet starts at the current snapshot.</summary>
    public string Branch { get; init; } = SnapshotRef.Main;
}
