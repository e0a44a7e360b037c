namespace Tarn.Sources.Plain;

/// <summary>A record cannot be read the plain, fast way; nothing says yet that it is wrong.</summary>
public sealed class NotPlainException(string message) : Exception(message);
