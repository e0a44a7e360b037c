namespace Tarn.Iceberg.Avro;

/// <summary>The types of Avro without children.</summary>
internal enum AvroKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
}
