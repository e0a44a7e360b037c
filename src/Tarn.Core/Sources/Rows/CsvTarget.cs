using Tarn.DuckDb.Functions;
using Tarn.Sources.Plain;

namespace Tarn.Sources.Rows;

/// <summary>Where a field of a page's records goes.</summary>
/// <param name="Field">Its place in the record.</param>
/// <param name="Column">The column of the chunk.</param>
/// <param name="Text">What reads it.</param>
/// <param name="Required">Whether it must have a value.</param>
internal sealed record CsvTarget(int Field, ColumnWriter Column, PlainText Text, bool Required);
