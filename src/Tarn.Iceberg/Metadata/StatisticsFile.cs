using System.Text.Json;

namespace Tarn.Iceberg.Metadata;

/// <summary>A file of statistics, carried on as its writer told it (spec, "Table Statistics", "Partition Statistics").</summary>
/// <param name="SnapshotId">The snapshot it was made for.</param>
/// <param name="Json">The whole JSON object, <c>snapshot-id</c> included.</param>
public sealed record StatisticsFile(long SnapshotId, string Json)
{
    /// <summary>Where it lies; null when the writer did not say.</summary>
    public string? Path
    {
        get
        {
            using var document = JsonDocument.Parse(Json);
            return document.RootElement.TryGetProperty("statistics-path", out var path) ? path.GetString() : null;
        }
    }
}
