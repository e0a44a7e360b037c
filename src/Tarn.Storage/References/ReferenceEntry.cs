namespace Tarn.Storage.References;

/// <summary>One value that a reference had.</summary>
/// <param name="Number">Its place in the series, from 1.</param>
/// <param name="Value">The value, whole.</param>
/// <param name="Written">When the store says it was written; for an entry this process has just made, by this process's clock.</param>
public sealed record ReferenceEntry(long Number, byte[] Value, DateTimeOffset Written);
