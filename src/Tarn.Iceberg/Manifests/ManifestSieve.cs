namespace Tarn.Iceberg.Manifests;

/// <summary>What a reader of manifests looks at before it reads an entry whole: most files of a large table hold no wanted row.</summary>
/// <param name="fieldIds">The columns whose counts and bounds are looked at.</param>
/// <param name="keeps">Whether a file may hold a wanted row, by its content, partition, row count, and counts and bounds of those columns; the rest is left open.</param>
internal sealed class ManifestSieve(IReadOnlyList<int> fieldIds, Func<DataFile, bool> keeps)
{
    /// <summary>The columns whose counts and bounds are looked at.</summary>
    public int[] FieldIds { get; } = [.. fieldIds];

    /// <summary>Live data files that were dropped so far.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether an entry is dropped.</summary>
    public bool Drops(ManifestEntry glimpsed)
    {
        if (glimpsed.Status is EntryStatus.Deleted)
            return true;
        if (keeps(glimpsed.File))
            return false;
        Dropped += glimpsed.File.Content is FileContent.Data ? 1 : 0;
        return true;
    }
}
