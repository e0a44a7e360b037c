namespace Tarn.Catalog;

/// <summary>A move of a branch that made no commit: it was put forward to a commit of another branch.</summary>
/// <param name="From">The id of the commit that it was at until then.</param>
/// <param name="To">The id of the commit that it was put to.</param>
/// <param name="Time">When.</param>
internal sealed record ReferenceForward(string From, string To, DateTimeOffset Time);
