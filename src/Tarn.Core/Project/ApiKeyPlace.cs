namespace Tarn.Project;

/// <summary>Where an API key goes.</summary>
public enum ApiKeyPlace
{
    /// <summary>Into a request header.</summary>
    Header,

    /// <summary>Into the query of the URL.</summary>
    Query,
}
