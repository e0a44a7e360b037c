namespace Tarn.Project;

/// <summary>A server and how to speak with it.</summary>
public sealed record RestConnection
{
    /// <summary>An absolute http or https address without user or password; paths are appended to its own path.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Request headers in the file's order; a value that came from the environment hides itself.</summary>
    public required IReadOnlyList<KeyValuePair<string, SecretText>> Headers { get; init; }

    /// <summary>Who we say we are.</summary>
    public RestAuth Auth { get; init; } = new RestAuth.None();

    /// <summary>How long one request may take, its body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is tried again, and when.</summary>
    public RestRetry Retry { get; init; } = new();

    /// <summary>No more requests than this in a second; null sets no bound.</summary>
    public double? RequestsPerSecond { get; init; }
}
