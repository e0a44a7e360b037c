namespace Tarn.Sources;

/// <summary>One answer of a vendor, whole and checked to be complete.</summary>
public sealed record SourcePage
{
    /// <summary>Its place in the fetch, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The bytes of the answer as the vendor wrote them, after HTTP's content coding (gzip) is taken off (RFC 9110 section 8.4).</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The media type without parameters: <c>application/json</c>. Empty when the vendor did not say.</summary>
    public required string MediaType { get; init; }

    /// <summary>The address asked, for people to read: secrets in its query are shown as <c>***</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The status of the answer: 200, 203, 206.</summary>
    public required int Status { get; init; }

    /// <summary>Link, ETag, Date, Content-Type and Last-Modified as they came, those that came; secrets are shown as <c>***</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>How many records it holds at the resource's JSON path.</summary>
    public required long Records { get; init; }
}
