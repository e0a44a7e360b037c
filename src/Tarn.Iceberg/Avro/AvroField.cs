namespace Tarn.Iceberg.Avro;

/// <summary>A field of an Avro record.</summary>
/// <param name="Name">The name, as Avro allows it.</param>
/// <param name="Id">Iceberg's <c>field-id</c>; null where the writer gave none.</param>
/// <param name="Type">The type; a union with null when optional.</param>
internal sealed record AvroField(string Name, int? Id, AvroSchema Type);
