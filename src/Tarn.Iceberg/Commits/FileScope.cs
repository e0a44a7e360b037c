using Tarn.Iceberg.Manifests;

namespace Tarn.Iceberg.Commits;

/// <summary>Which live files a snapshot removes. Closed.</summary>
public abstract record FileScope
{
    private FileScope() { }

    /// <summary>Every data file and delete file.</summary>
    public sealed record WholeTable : FileScope;

    /// <summary>
    /// Those in the partitions that the added files are in, of the same partition spec; the whole table when the added files are not
    /// partitioned. Files of other specs stay.
    /// </summary>
    public sealed record PartitionsOfAdded : FileScope;

    /// <summary>Those at these locations, each of which must be live, and the deletes by position that concern one of them alone.</summary>
    public sealed record Locations(IReadOnlyList<string> Paths) : FileScope
    {
        /// <summary>Data files that stay while deletes by position that concern one of them alone go: deletion vectors, and position delete files that say so.</summary>
        public IReadOnlyList<string> DeletesOf { get; init; } = [];
    }

    /// <summary>These data files, each of which must be live, and these files of deletes.</summary>
    /// <param name="DataFiles">Locations of data files.</param>
    /// <param name="Deletes">Files of deletes; deletion vectors by their place in their file.</param>
    public sealed record Rewritten(IReadOnlyList<string> DataFiles, IReadOnlyList<DataFile> Deletes) : FileScope;
}
