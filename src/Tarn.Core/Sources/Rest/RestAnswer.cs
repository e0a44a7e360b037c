namespace Tarn.Sources.Rest;

/// <summary>A whole answer to one request.</summary>
internal sealed record RestAnswer(Uri Address, int Status, byte[] Body, string MediaType, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly string[] Kept = ["Link", "ETag", "Date", "Content-Type", "Last-Modified"];

    /// <summary>An answer with its body read; of the headers those that are kept.</summary>
    public static RestAnswer Of(Uri address, HttpResponseMessage response, byte[] body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Kept)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values))
                headers[name] = string.Join(", ", values);
        }
        return new RestAnswer(address, (int)response.StatusCode, body, response.Content.Headers.ContentType?.MediaType ?? "", headers);
    }
}
