namespace Tarn.Iceberg.Commits;

/// <summary>Whether what one side appended can be appended on the other. Closed.</summary>
public abstract record ReplayResult
{
    private ReplayResult() { }

    /// <summary>It can: this is to be committed on the target. Without updates there was nothing to do.</summary>
    public sealed record Ready(TableCommit Commit) : ReplayResult;

    /// <summary>It cannot, for this reason: a sentence.</summary>
    public sealed record Refused(string Reason) : ReplayResult;
}
