using Tarn.Project;

namespace Tarn.Sources.Rest;

/// <summary>Puts addresses together. Paths are appended to the base's own path; names and values of the query are percent-coded (RFC 3986).</summary>
internal static class RestAddress
{
    /// <summary>The address of a resource, its parameters in the query.</summary>
    public static Uri Of(ResourceFetch.Rest rest)
    {
        var address = new Uri(rest.Connection.BaseUrl.AbsoluteUri.TrimEnd('/') + "/" + rest.Path.TrimStart('/'));
        return rest.Params.Aggregate(address, (built, p) => Add(built, p.Key, p.Value.Reveal()));
    }

    /// <summary>The address with one more parameter.</summary>
    public static Uri Add(Uri address, string name, string value)
    {
        var sign = address.Query.Length > 1 ? "&" : "?";
        return new Uri(address.GetLeftPart(UriPartial.Query).TrimEnd('?') + sign + Uri.EscapeDataString(name) + "=" + Uri.EscapeDataString(value));
    }

    /// <summary>The address with the parameter replaced, wherever it stood, or added.</summary>
    public static Uri With(Uri address, string name, string value)
    {
        var others = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !IsNamed(p, name));
        var query = string.Join('&', others);
        return Add(new Uri(address.GetLeftPart(UriPartial.Path) + (query.Length == 0 ? "" : "?" + query)), name, value);
    }

    /// <summary>True when the query has the parameter.</summary>
    public static bool Has(Uri address, string name) => address.Query.TrimStart('?').Split('&').Any(p => IsNamed(p, name));

    /// <summary>True when both are on the same server: scheme, host and port.</summary>
    public static bool SameServer(Uri a, Uri b) =>
        Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsNamed(string parameter, string name) =>
        string.Equals(Uri.UnescapeDataString(parameter.Split('=')[0]), name, StringComparison.Ordinal);
}
