namespace Tarn.Landing;

/// <summary>A page as it was kept: byte for byte what the vendor sent.</summary>
public sealed record LandedPage
{
    /// <summary>The object's name in the batch's folder: <c>page_00001.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from: a URL without secrets, or a file's path from the project.</summary>
    public required string Origin { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>What its bytes are known again by, see <see cref="Sources.Digest"/>.</summary>
    public required string Digest { get; init; }
}
