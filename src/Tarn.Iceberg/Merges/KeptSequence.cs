using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Merges;

/// <summary>
/// Files that were in the table before the sides parted, or were written anew as of then, keep their data sequence number when they come to the target: the
/// deletes of then go by it. All others get the number of the snapshot that brings them.
/// </summary>
internal static class KeptSequence
{
    /// <summary>The number; null when it is given anew.</summary>
    public static long? Of(ManifestEntry entry, TableMetadata ancestor, TableMetadata target) =>
        entry.SequenceNumber <= Math.Min(ancestor.LastSequenceNumber, target.LastSequenceNumber) ? entry.SequenceNumber : null;
}
