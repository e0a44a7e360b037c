namespace Tarn.Project.Loading;

/// <summary>What is not in the project's files.</summary>
public sealed record ProjectLoadOptions
{
    /// <summary>The profile to use; null takes the project's own choice.</summary>
    public string? Target { get; init; }

    /// <summary>Variables that override the project's and the profile's.</summary>
    public IReadOnlyDictionary<string, object?> Vars { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The environment that <c>env_var</c> reads.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
