namespace Tarn.Maintenance;

/// <summary>A file that went, or would.</summary>
/// <param name="Key">Its key in the lake's store.</param>
/// <param name="Bytes">Its size.</param>
public sealed record RemovedFile(string Key, long Bytes);
