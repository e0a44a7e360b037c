using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Commits;

/// <summary>A line of the manifest list to be: kept as it stands, or a manifest yet to be written. Closed.</summary>
internal abstract record ManifestDraft
{
    /// <summary>What an entry takes in a manifest, roughly; for deciding what is merged.</summary>
    private const int EntryBytes = 300;

    private ManifestDraft(int specId, bool deletes) => (SpecId, Deletes) = (specId, deletes);

    public int SpecId { get; }

    public bool Deletes { get; }

    public abstract long Bytes { get; }

    /// <summary>A manifest of an earlier snapshot.</summary>
    public sealed record Kept(ManifestFile Line) : ManifestDraft(Line.SpecId, Line.Deletes)
    {
        public override long Bytes => Line.Bytes;
    }

    /// <summary>A manifest of this snapshot.</summary>
    public sealed record Fresh(int SpecId, bool Deletes, IReadOnlyList<ManifestEntry> Entries) : ManifestDraft(SpecId, Deletes)
    {
        public override long Bytes => (long)Entries.Count * EntryBytes;
    }
}
