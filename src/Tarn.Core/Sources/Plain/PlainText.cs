using Tarn.DuckDb.Functions;

namespace Tarn.Sources.Plain;

/// <summary>
/// Writes a text as a value of the column's type, when the text says it plainly. False when it does not: then it may be no value of the type, or one in a
/// form that only the engine's own cast knows. Where it is true, the value is what that cast gives, to the digit.
/// </summary>
internal delegate bool PlainText(ColumnWriter column, int row, ReadOnlySpan<byte> text);
