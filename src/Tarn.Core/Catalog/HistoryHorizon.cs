namespace Tarn.Catalog;

/// <summary>How far the lake's history is kept. It only moves on: what lies behind it once stays behind.</summary>
/// <param name="Before">Commits that were not named any more before this time have expired, unless they are kept for another reason.</param>
/// <param name="Kept">Ids of commits that lie behind it and are kept all the same, as the last of a branch.</param>
public sealed record HistoryHorizon(DateTimeOffset Before, IReadOnlySet<string> Kept)
{
    /// <summary>Nothing has ever expired.</summary>
    public static HistoryHorizon None { get; } = At(DateTimeOffset.MinValue);

    /// <summary>A horizon behind which nothing is kept as the last of a branch.</summary>
    public static HistoryHorizon At(DateTimeOffset before) => new(before, new HashSet<string>());

    /// <summary>Whether both keep the same.</summary>
    public bool Equals(HistoryHorizon? other) => other is not null && Before == other.Before && Kept.SetEquals(other.Kept);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Before, Kept.Count);
}
