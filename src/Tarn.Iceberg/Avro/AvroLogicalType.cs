namespace Tarn.Iceberg.Avro;

/// <summary>What a type means beyond its bytes.</summary>
/// <param name="Name"><c>date</c>, <c>decimal</c>, <c>uuid</c>, <c>map</c>...; a name that nobody knows is kept and means nothing.</param>
/// <param name="Precision">Digits of a decimal; 0 elsewhere.</param>
/// <param name="Scale">Digits after the point of a decimal; 0 elsewhere.</param>
/// <param name="AdjustToUtc">Iceberg's <c>adjust-to-utc</c> of timestamps; null when not said.</param>
internal sealed record AvroLogicalType(string Name, int Precision = 0, int Scale = 0, bool? AdjustToUtc = null);
