using System.Text;

namespace Tarn.Sources.Rest;

/// <summary>
/// Takes the secrets of a source out of what people read: their plain, URL-coded and Base64 forms, and the values of query parameters
/// whose names speak of secrets. What is hidden is shown as <c>***</c>.
/// </summary>
internal sealed class SecretVeil
{
    private const string Hidden = "***";

    private static readonly string[] TellingNames =
        ["key", "token", "secret", "password", "passwd", "pwd", "signature", "sig", "auth", "credential", "code", "session"];

    private readonly string[] _forms;
    private readonly string? _parameter;

    /// <summary>A veil over the secrets; <paramref name="parameter"/> is the query parameter that carries one, if any does.</summary>
    public SecretVeil(IEnumerable<string> secrets, string? parameter = null)
    {
        _parameter = parameter;
        _forms = [.. secrets.Where(s => s.Length > 0).SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length)];
    }

    /// <summary>The text without the secrets.</summary>
    public string Hide(string text) => _forms.Aggregate(text, (hidden, form) => hidden.Replace(form, Hidden, StringComparison.Ordinal));

    /// <summary>The address without user info, fragment and secrets.</summary>
    public string Hide(Uri address)
    {
        var bare = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var query = address.Query.TrimStart('?');
        if (query.Length == 0)
            return Hide(bare);
        return Hide(bare + "?" + string.Join('&', query.Split('&').Select(HideParameter)));
    }

    private string HideParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return parameter;
        var name = Uri.UnescapeDataString(parameter[..equals]);
        return IsTelling(name) ? $"{parameter[..equals]}={Hidden}" : parameter;
    }

    /// <summary>A page token tells where to go on and is no secret; <c>access_token</c> and <c>apiKey</c> are.</summary>
    private bool IsTelling(string name)
    {
        if (name.Equals(_parameter, StringComparison.OrdinalIgnoreCase))
            return true;
        var words = name.Replace("-", "_", StringComparison.Ordinal).ToLowerInvariant();
        return !words.Contains("page", StringComparison.Ordinal) && !words.Contains("next", StringComparison.Ordinal)
            && (words is "apikey" or "accesstoken" || TellingNames.Any(t => $"_{words}".EndsWith($"_{t}", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Forms(string secret) =>
        [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
}
