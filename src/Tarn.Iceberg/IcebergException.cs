namespace Tarn.Iceberg;

/// <summary>A table cannot be read or changed as asked.</summary>
public sealed class IcebergException(IcebergFault kind, string message, string? location = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public IcebergFault Kind { get; } = kind;

    /// <summary>The file it is about; null when it is about none.</summary>
    public string? Location { get; } = location;

    /// <summary>A file that is not what the format promises; the message starts with its location.</summary>
    internal static IcebergException Corrupt(string location, string what, Exception? inner = null) =>
        new(IcebergFault.Corrupt, $"{location}: {what}", location, inner);

    /// <summary>Something that the format has and this program does not; the message starts with the location.</summary>
    internal static IcebergException Unsupported(string location, string what) =>
        new(IcebergFault.Unsupported, $"{location}: {what}", location);
}
