namespace Tarn.Project;

/// <summary>How a request that failed for a while is tried again.</summary>
public sealed record RestRetry
{
    /// <summary>How often it is tried again after the first time; 0 never.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The first wait; each wait doubles.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(60);
}
