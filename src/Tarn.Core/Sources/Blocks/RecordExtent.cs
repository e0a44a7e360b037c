namespace Tarn.Sources.Blocks;

/// <summary>How far whole records reach: the bytes up to there, and how many records (blank lines left out) and lines they are.</summary>
public readonly record struct RecordExtent(int End, long Rows, long Lines);
