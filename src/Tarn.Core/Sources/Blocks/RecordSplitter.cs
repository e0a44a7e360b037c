namespace Tarn.Sources.Blocks;

/// <summary>
/// Finds how far whole records reach in bytes that start a record. With <paramref name="isEnd"/> the bytes are the file's last, and what is left without a
/// newline is a record too, unless it cannot be one.
/// </summary>
public delegate RecordExtent RecordSplitter(ReadOnlySpan<byte> bytes, bool isEnd);
