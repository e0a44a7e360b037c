namespace Tarn.Iceberg.Manifests;

/// <summary>
/// A manifest ready to be stored. Its bytes hold for every retry of a commit: only the line in the manifest list carries the sequence
/// number, which <see cref="At"/> gives it.
/// </summary>
/// <param name="Content">The bytes of the file.</param>
/// <param name="Unassigned">The line of the manifest list, its sequence numbers not given yet.</param>
/// <param name="MinExplicitSequenceNumber">The least data sequence number that live entries carry themselves; null when all inherit.</param>
public sealed record WrittenManifest(byte[] Content, ManifestFile Unassigned, long? MinExplicitSequenceNumber)
{
    /// <summary>The line of the manifest list for a commit with this sequence number.</summary>
    public ManifestFile At(long sequenceNumber) => Unassigned with
    {
        SequenceNumber = sequenceNumber,
        MinSequenceNumber = Math.Min(sequenceNumber, MinExplicitSequenceNumber ?? sequenceNumber),
    };
}
