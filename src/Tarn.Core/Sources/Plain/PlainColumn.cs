using Tarn.DuckDb;
using Tarn.Sources.Json;

namespace Tarn.Sources.Plain;

/// <summary>A column whose values are read the plain way.</summary>
/// <param name="Name">Its name among the columns of the source.</param>
/// <param name="Field">The member of the records that it comes from.</param>
/// <param name="Type">What its values become: BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP, TIMESTAMPTZ, UUID, VARCHAR or a DECIMAL of at most 18 digits; or the type of the shape.</param>
/// <param name="Shape">What all values are; null when any text, number or truth value that says a value of the type will do.</param>
/// <param name="Required">True when a row without a value is not plain.</param>
public sealed record PlainColumn(string Name, string Field, DuckDbType Type, ShapeType? Shape, bool Required);
