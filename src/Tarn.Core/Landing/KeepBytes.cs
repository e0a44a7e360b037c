namespace Tarn.Landing;

/// <summary>Takes bytes of a file, in their order.</summary>
internal delegate void KeepBytes(ReadOnlySpan<byte> bytes);
