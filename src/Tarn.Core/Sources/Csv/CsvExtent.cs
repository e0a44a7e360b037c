namespace Tarn.Sources.Csv;

/// <summary>How far whole records reach: the bytes up to there, and how many records (blank lines left out) and lines they are.</summary>
internal readonly record struct CsvExtent(int End, long Rows, long Lines);
