using Tarn.Engine;

namespace Tarn.Landing;

/// <summary>What every bronze row tells of where it came from.</summary>
/// <param name="Source"><c>source.resource</c>.</param>
/// <param name="Batch">The run that landed it.</param>
/// <param name="Files">For files, their paths in the pages' order; empty for pages of an API.</param>
/// <param name="IngestedTime">When the batch was taken: the same for a batch that is loaded again after a crash.</param>
internal sealed record BatchLineage(string Source, RunId Batch, IReadOnlyList<string> Files, DateTimeOffset IngestedTime)
{
    /// <summary>The names of all lineage columns: a vendor's column of such a name gets another.</summary>
    public static IReadOnlyList<string> Names { get; } = ["_ingested_at", "_source", "_batch_id", "_raw_hash", "_file", "_page", "_position"];

    /// <summary><c>_ingested_at</c>.</summary>
    public string IngestedAt => $"timestamptz '{IngestedTime.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00' as _ingested_at";

    /// <summary><c>_batch_id</c>.</summary>
    public string BatchId => $"{Label(Batch.Value)} as _batch_id";

    /// <summary>All lineage columns in their order.</summary>
    public IEnumerable<string> Columns => [IngestedAt, $"{Label(Source)} as _source", BatchId, "_raw_hash", .. Origin, Page, "_position"];

    /// <summary><c>_file</c>, for rows of files.</summary>
    public IEnumerable<string> Origin => Files.Count == 0 ? [] : [$"{File} as _file"];

    /// <summary>One file is page 1, and its rows need not tell it.</summary>
    private string Page => Files.Count == 1 ? "1::integer as _page" : "_page";

    /// <summary>The path of a row's file.</summary>
    private string File => Files.Count == 1 ? Label(Files[0]) : $"([{Texts(Files)}]::enum({Texts(Files)})[])[_page]";

    /// <summary>One text for all rows. As a label it is written to Parquet as text all the same, at a tenth of the cost.</summary>
    private static string Label(string text) => $"{SqlText.Text(text)}::enum({SqlText.Text(text)})";

    private static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(SqlText.Text));
}
