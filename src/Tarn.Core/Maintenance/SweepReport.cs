namespace Tarn.Maintenance;

/// <summary>What was deleted, or would be.</summary>
public sealed record SweepReport
{
    /// <summary>Files, in the order they go.</summary>
    public IReadOnlyList<RemovedFile> Files { get; init; } = [];

    /// <summary>Commits of the lake whose tables expired: they stay in the log, and cannot be read any more.</summary>
    public int Commits { get; init; }

    /// <summary>What was not current any more before this time is gone; null for files that nothing names.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Files that nothing names and that are left, since they are younger than the guard.</summary>
    public int YoungFiles { get; init; }

    /// <summary>What these take, in bytes.</summary>
    public long YoungBytes { get; init; }

    /// <summary>What was freed, in bytes.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
