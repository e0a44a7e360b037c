using Tarn.Sources.Csv;

namespace Tarn.Sources.Rows;

/// <summary>A CSV page whose header was read.</summary>
/// <param name="File">The page.</param>
/// <param name="Dialect">How it is written, nothing left to guess.</param>
/// <param name="Places">For each of its columns the place among the vendor's columns.</param>
internal sealed record CsvPage(PageFile File, CsvDialect Dialect, int[] Places);
