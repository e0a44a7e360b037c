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

    /// <summary>Those at these locations; each must be live.</summary>
    public sealed record Locations(IReadOnlyList<string> Paths) : FileScope;
}
