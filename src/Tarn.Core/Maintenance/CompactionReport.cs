namespace Tarn.Maintenance;

/// <summary>What compaction did with a table, or would do.</summary>
public sealed record CompactionReport
{
    /// <summary>The table.</summary>
    public required TableName Table { get; init; }

    /// <summary>What was written anew, or would be.</summary>
    public required IReadOnlyList<CompactionGroup> Groups { get; init; }

    /// <summary>Data files that are replaced.</summary>
    public int FilesBefore { get; init; }

    /// <summary>Data files that took their place; null when nothing was done yet.</summary>
    public int? FilesAfter { get; init; }

    /// <summary>What the replaced files take, in bytes. They are freed when nothing needs them any more.</summary>
    public long BytesBefore { get; init; }

    /// <summary>What the new ones take, in bytes; null when nothing was done yet.</summary>
    public long? BytesAfter { get; init; }

    /// <summary>Files of deletes that are gone with them.</summary>
    public int DeleteFiles { get; init; }

    /// <summary>Ids of the commits; empty when nothing was done.</summary>
    public IReadOnlyList<string> Commits { get; init; } = [];

    /// <summary>Why something was left as it is; null when nothing was.</summary>
    public string? Note { get; init; }
}
