namespace Tarn.Iceberg.Avro;

/// <summary>A block of a container file, unpacked.</summary>
/// <param name="Count">How many records it holds; never more than it has bytes.</param>
/// <param name="Data">The records, one after the other.</param>
internal readonly record struct AvroBlock(int Count, ReadOnlyMemory<byte> Data);
