using Tarn.Engine;

namespace Tarn.Landing;

/// <summary>What one run lands of one resource.</summary>
internal sealed record Batch(RunId Run, string Source, string Resource)
{
    /// <summary>What the snapshots of its tables tell beside their counts.</summary>
    public IReadOnlyDictionary<string, string> Summary => SnapshotProperties.Of(Run, $"land:{Source}.{Resource}");

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
