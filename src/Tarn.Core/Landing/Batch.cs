namespace Tarn.Landing;

/// <summary>What one run lands of one resource.</summary>
internal sealed record Batch(RunId Run, string Source, string Resource)
{
    /// <summary>The manifest of the batch once its pages are kept.</summary>
    public LandingManifest Manifest(string? from, string? to, (DateTimeOffset Started, DateTimeOffset Finished) at, IReadOnlyList<LandedPage> pages) => new()
    {
        RunId = Run.Value,
        Source = Source,
        Resource = Resource,
        WindowStart = from,
        WindowEnd = to,
        StartedAt = at.Started,
        FinishedAt = at.Finished,
        Pages = pages,
    };
}
