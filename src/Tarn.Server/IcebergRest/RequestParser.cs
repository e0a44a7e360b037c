namespace Tarn.Server.IcebergRest;

/// <summary>Reads a request's body.</summary>
/// <exception cref="Iceberg.IcebergException">It is not such a request.</exception>
internal delegate T RequestParser<out T>(ReadOnlySpan<byte> json);
