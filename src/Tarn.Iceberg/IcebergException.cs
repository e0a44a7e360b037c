namespace Tarn.Iceberg;

/// <summary>A table cannot be read or changed as asked.</summary>
public sealed class IcebergException(IcebergFault kind, string message, string? location = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public IcebergFault Kind { get; } = kind;

    /// <summary>The file it is about; null when it is about none.</summary>
    public string? Location { get; } = location;

    /// <summary>The JSON property it is about, as a path: <c>snapshots[0].snapshot-id</c>; null when it is about none.</summary>
    public string? Property { get; init; }

    /// <summary>Every problem found, one sentence each, when several were looked for at once; else empty.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>A file that is not what the format promises; the message starts with its location.</summary>
    internal static IcebergException Corrupt(string location, string what, Exception? inner = null) =>
        new(IcebergFault.Corrupt, $"{location}: {what}", location, inner);

    /// <summary>A JSON property that is not what the format promises; the message starts with the location and the property's path.</summary>
    internal static IcebergException BrokenProperty(string location, string property, string what, Exception? inner = null) =>
        new(IcebergFault.Corrupt, $"{location}: property '{property}' {what}", location, inner) { Property = property };

    /// <summary>Something that the format has and this program does not; the message starts with the location.</summary>
    internal static IcebergException Unsupported(string location, string what) =>
        new(IcebergFault.Unsupported, $"{location}: {what}", location);

    /// <summary>What was asked for contradicts the table; the message lists every problem.</summary>
    public static IcebergException Invalid(string what, IReadOnlyList<string> problems) =>
        new(IcebergFault.Invalid, problems.Count == 1 ? $"{what}: {problems[0]}" : $"{what}:\n- {string.Join("\n- ", problems)}") { Problems = problems };
}
