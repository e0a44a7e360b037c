namespace Tarn.Catalog;

/// <summary>The outcome of <see cref="ITableReplay.TryReplayAsync"/>.</summary>
public abstract record ReplayResult
{
    private ReplayResult() { }

    /// <summary>The table with both sides' changes.</summary>
    public sealed record Replayed(TableEntry Entry) : ReplayResult;

    /// <summary>It can be done; the answer where that was all that was asked.</summary>
    /// <param name="What">What would be done, in a few words: <c>3 files come, 1 goes</c>; null when the target has it all.</param>
    public sealed record Possible(string? What) : ReplayResult;

    /// <summary>It cannot be done.</summary>
    /// <param name="Reason">Why, a sentence without its full stop.</param>
    /// <param name="Partitions">The partitions it is about; none when it is about the whole table.</param>
    public sealed record Refused(string Reason, IReadOnlyList<string> Partitions) : ReplayResult;
}
