using Tarn.Engine;

namespace Tarn.Landing;

/// <summary>What every bronze row tells of where it came from.</summary>
/// <param name="Source"><c>source.resource</c>.</param>
/// <param name="Batch">The run that landed it.</param>
/// <param name="Files">For files, their paths in the pages' order; empty for pages of an API.</param>
/// <param name="IngestedTime">When the batch's last page was kept: the same for a batch that is loaded again after a crash.</param>
internal sealed record BatchLineage(string Source, RunId Batch, IReadOnlyList<string> Files, DateTimeOffset IngestedTime)
{
    /// <summary><c>_ingested_at</c>.</summary>
    public string IngestedAt => $"timestamptz '{IngestedTime.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00' as _ingested_at";

    /// <summary><c>_batch_id</c>.</summary>
    public string BatchId => $"{SqlText.Text(Batch.Value)} as _batch_id";

    /// <summary>All lineage columns in their order.</summary>
    public IEnumerable<string> Columns => [IngestedAt, $"{SqlText.Text(Source)} as _source", BatchId, "_raw_hash", .. Origin, "_page", "_position"];

    private IEnumerable<string> Origin => Files.Count == 0 ? [] : [$"{File} as _file"];

    /// <summary>The path of a row's file.</summary>
    private string File => Files.Count == 1 ? SqlText.Text(Files[0]) : $"[{string.Join(", ", Files.Select(SqlText.Text))}][_page]";
}
