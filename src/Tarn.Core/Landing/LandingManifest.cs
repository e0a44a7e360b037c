namespace Tarn.Landing;

/// <summary>
/// What a batch of raw pages is, written after the last of them as <c>manifest.json</c>: a folder without it is an attempt that did not finish,
/// and is fetched again.
/// </summary>
public sealed record LandingManifest
{
    /// <summary>The run that fetched it.</summary>
    public required string RunId { get; init; }

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The resource.</summary>
    public required string Resource { get; init; }

    /// <summary>The cursor the fetch started from; null when it started from the beginning.</summary>
    public string? WindowStart { get; init; }

    /// <summary>The cursor the next fetch goes on from; null when the resource has none.</summary>
    public string? WindowEnd { get; init; }

    /// <summary>When the first page was asked for. Bronze rows of files carry it as <c>_ingested_at</c>.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the last page was kept. Bronze rows of an API's pages carry it as <c>_ingested_at</c>.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The pages in their order.</summary>
    public required IReadOnlyList<LandedPage> Pages { get; init; }
}
