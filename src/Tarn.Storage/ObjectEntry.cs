namespace Tarn.Storage;

/// <summary>An object as a listing shows it.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When the store says it was written (UTC, the store's clock).</param>
public sealed record ObjectEntry(string Key, long Bytes, DateTimeOffset Modified);
