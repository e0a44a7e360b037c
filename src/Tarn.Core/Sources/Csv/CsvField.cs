namespace Tarn.Sources.Csv;

/// <summary>Where a field's content stands in its block.</summary>
internal readonly record struct CsvField(int Start, int Length, CsvFieldKind Kind);
