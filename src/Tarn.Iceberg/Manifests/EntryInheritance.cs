namespace Tarn.Iceberg.Manifests;

/// <summary>
/// Gives entries what they leave to the manifest list (spec, "Sequence Number Inheritance"). Manifests of version 1 have the sequence
/// number 0, which all their entries take; in later ones only added entries inherit.
/// </summary>
internal sealed class EntryInheritance(ManifestFile manifest)
{
    private long? _nextRowId = manifest.FirstRowId;

    /// <summary>The manifest's location.</summary>
    public string Location => manifest.Path;

    /// <summary>The entry with nothing left open.</summary>
    public ManifestEntry Apply(ManifestEntry entry)
    {
        long? sequence = manifest.SequenceNumber == 0 || entry.Status is EntryStatus.Added ? manifest.SequenceNumber : null;
        if (entry.SequenceNumber is null && sequence is null)
            throw IcebergException.Corrupt(manifest.Path, $"leaves the sequence number of '{entry.File.Path}' open, which only an added file may.");
        return entry with
        {
            SnapshotId = entry.SnapshotId ?? manifest.AddedSnapshotId,
            SequenceNumber = entry.SequenceNumber ?? sequence,
            FileSequenceNumber = entry.FileSequenceNumber ?? sequence,
            File = WithRowId(entry),
        };
    }

    private DataFile WithRowId(ManifestEntry entry)
    {
        if (_nextRowId is not { } next || entry.File.FirstRowId is not null || entry.Status is EntryStatus.Deleted || manifest.Deletes)
            return entry.File;
        _nextRowId = next + entry.File.RecordCount;
        return entry.File with { FirstRowId = next };
    }
}
