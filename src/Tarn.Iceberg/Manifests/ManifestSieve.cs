namespace Tarn.Iceberg.Manifests;

/// <summary>What a reader of manifests looks at before it reads an entry whole: most files of a large table hold no wanted row.</summary>
/// <param name="fieldIds">The columns whose counts and bounds are looked at.</param>
/// <param name="keeps">Whether a file may hold a wanted row, by its content, partition, row count, and counts and bounds of those columns; the rest is left open.</param>
internal sealed class ManifestSieve(IReadOnlyList<int> fieldIds, Func<DataFile, bool> keeps)
{
    /// <summary>The columns whose counts and bounds are looked at.</summary>
    public int[] FieldIds { get; } = [.. fieldIds];

    /// <summary>Whether an entry is dropped. Safe for threads.</summary>
    public bool Drops(ManifestEntry glimpsed) => glimpsed.Status is EntryStatus.Deleted || !keeps(glimpsed.File);
}
