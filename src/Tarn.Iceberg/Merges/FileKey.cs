using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Merges;

/// <summary>What a file of a table is known by: its location and, since one puffin file holds many deletion vectors, the place in it.</summary>
internal readonly record struct FileKey(string Path, long? Offset)
{
    public static FileKey Of(ManifestEntry entry) => new(entry.File.Path, entry.File.ContentOffset);
}
