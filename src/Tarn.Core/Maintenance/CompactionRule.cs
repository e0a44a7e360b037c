using Tarn.Engine;

namespace Tarn.Maintenance;

/// <summary>Which data files are written anew, and how. Names and defaults are those of Spark's <c>rewrite_data_files</c> where it has them.</summary>
public sealed record CompactionRule
{
    /// <summary>The size in bytes that files come near to; null as each table says (<c>write.target-file-size-bytes</c>).</summary>
    public long? TargetFileBytes { get; init; }

    /// <summary>So many small files of a partition are worth writing anew; fewer when together they make a whole file.</summary>
    public int MinInputFiles { get; init; } = 5;

    /// <summary>A file of whose rows this part is deleted by position is written anew.</summary>
    public double DeleteRatio { get; init; } = 0.2;

    /// <summary>A file that so many files of deletes concern is written anew. Deletes by equality are always worth it.</summary>
    public int DeleteFiles { get; init; } = 25;

    /// <summary>True to write every file anew.</summary>
    public bool IsWhole { get; init; }

    /// <summary>True to write those anew as well that are not in the order wanted.</summary>
    public bool Sorts { get; init; }

    /// <summary>The order wanted; null for the table's own.</summary>
    public IReadOnlyList<SortTerm>? Order { get; init; }

    /// <summary>What is read and written at a time, in bytes of files; also what is committed together.</summary>
    public long GroupBytesMax { get; init; } = 20L << 30;
}
