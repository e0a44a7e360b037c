namespace Tarn.Iceberg.Manifests;

/// <summary>
/// Gives entries what they leave to the manifest list (spec, "Sequence Number Inheritance", "First Row ID Inheritance"). Manifests of
/// version 1 have the sequence number 0, which all their entries take; in later ones only added entries inherit.
/// </summary>
internal sealed class EntryInheritance(ManifestFile manifest)
{
    /// <summary>The manifest's location.</summary>
    public string Location => manifest.Path;

    /// <summary>The entry with its snapshot and its sequence numbers.</summary>
    /// <exception cref="IcebergException">Corrupt: it leaves open what it does not inherit.</exception>
    public ManifestEntry Apply(ManifestEntry entry)
    {
        var sequence = SequenceOf(entry);
        return entry with
        {
            SnapshotId = entry.SnapshotId ?? manifest.AddedSnapshotId,
            SequenceNumber = entry.SequenceNumber ?? sequence,
            FileSequenceNumber = entry.FileSequenceNumber ?? sequence,
        };
    }

    /// <summary>The sequence number that the entry inherits; null when it inherits none.</summary>
    /// <exception cref="IcebergException">Corrupt: it leaves open what it does not inherit.</exception>
    public long? SequenceOf(ManifestEntry entry)
    {
        long? sequence = manifest.SequenceNumber == 0 || entry.Status is EntryStatus.Added ? manifest.SequenceNumber : null;
        return entry.SequenceNumber is null && sequence is null
            ? throw IcebergException.Corrupt(manifest.Path, $"leaves the sequence number of '{entry.File.Path}' open, which only an added file may.")
            : sequence;
    }

    /// <summary>Whether the rows of the entry's file take the next of the manifest's row ids.</summary>
    public bool TakesRowIds(ManifestEntry entry) =>
        manifest is { FirstRowId: not null, Deletes: false } && entry.File.FirstRowId is null && entry.Status is not EntryStatus.Deleted;

    /// <summary>The entries of all runs, in order, with the row ids of their first rows.</summary>
    public IReadOnlyList<ManifestEntry> Join(IReadOnlyList<ManifestRun> runs)
    {
        var next = manifest.FirstRowId;
        var entries = new List<ManifestEntry>(runs.Sum(run => run.Entries.Count));
        foreach (var run in runs)
        {
            var start = entries.Count;
            entries.AddRange(run.Entries);
            foreach (var (at, rowsBefore) in run.Open)
                entries[start + at] = WithRowId(run.Entries[at], next + rowsBefore);
            next += run.Rows;
        }
        return entries;
    }

    private static ManifestEntry WithRowId(ManifestEntry entry, long? first) => entry with { File = entry.File with { FirstRowId = first } };
}
