namespace Tarn.Catalog;

/// <summary>The outcome of <see cref="ITableReplay.TryReplayAsync"/>.</summary>
public abstract record ReplayResult
{
    private ReplayResult() { }

    /// <summary>The table with both sides' changes.</summary>
    public sealed record Replayed(TableEntry Entry) : ReplayResult;

    /// <summary>It cannot be done.</summary>
    /// <param name="Reason">Why, as the end of a sentence: <c>the source overwrote rows</c>.</param>
    public sealed record Refused(string Reason) : ReplayResult;
}
