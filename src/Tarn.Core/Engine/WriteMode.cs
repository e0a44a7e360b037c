namespace Tarn.Engine;

/// <summary>What becomes of the rows that a table has. Closed.</summary>
public abstract record WriteMode
{
    private WriteMode() { }

    /// <summary>They stay.</summary>
    public sealed record Append : WriteMode;

    /// <summary>They go, all of them, and the columns become those of the new rows.</summary>
    public sealed record Replace : WriteMode;

    /// <summary>Those in these data files go: the new rows hold what is to be kept of them.</summary>
    /// <param name="Files">Locations of data files.</param>
    public sealed record ReplaceFiles(IReadOnlyList<string> Files) : WriteMode;

    /// <summary>Those in the partitions that the new rows are in go; all of them when the table is not partitioned.</summary>
    public sealed record ReplacePartitions : WriteMode;

    /// <summary>Some rows of data files go, by files of deletes; the data files stay but those of which no row is left.</summary>
    /// <param name="Rows">The rows, by their files.</param>
    /// <param name="Files">Locations of data files that go.</param>
    public sealed record DeleteRows(IReadOnlyList<FileRows> Rows, IReadOnlyList<string> Files) : WriteMode
    {
        /// <summary>True when no row goes.</summary>
        public bool IsEmpty => Rows.Count + Files.Count == 0;
    }
}
