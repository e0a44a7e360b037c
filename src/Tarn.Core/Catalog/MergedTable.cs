namespace Tarn.Catalog;

/// <summary>A table that a merge would change in the target.</summary>
/// <param name="Change">What the source did since the base.</param>
/// <param name="Joined">How it goes together with what the target did, in a few words; null when the target did nothing, and the source's state is taken.</param>
public sealed record MergedTable(TableChange Change, string? Joined);
