using Tarn.Project;
using Tarn.Sources;
using Tarn.Sources.Rest;

namespace Tarn.Landing;

/// <summary>Fetches a REST resource page by page and keeps every page byte for byte. An attempt that is whole already is not fetched again.</summary>
internal sealed class PageFetcher(RestTransport transport, TimeProvider time)
{
    /// <summary>Brings the batch into its folder.</summary>
    /// <param name="folder">Where the pages go.</param>
    /// <param name="batch">Whose pages they are.</param>
    /// <param name="rest">How to fetch.</param>
    /// <param name="cursor">Where the last batch ended; null begins at the declared start.</param>
    /// <param name="progress">Told after each page.</param>
    /// <param name="cancel">Stops between pages.</param>
    public async Task<LandingManifest> FetchAsync(
        LandingFolder folder, Batch batch, ResourceFetch.Rest rest, string? cursor, Action<string> progress, CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        var source = new RestSource($"{batch.Source}.{batch.Resource}", rest, transport, cursor);
        var pages = new List<LandedPage>();
        await foreach (var page in source.FetchAsync(cancel))
        {
            var name = $"page_{page.Number:00000}.json";
            await folder.KeepAsync(name, page.Body, cancel);
            pages.Add(new LandedPage
            {
                Name = name,
                Origin = page.Address,
                Bytes = page.Body.Length,
                Digest = Digest.OfPage(page.Body.Span),
            });
            progress($"page {page.Number}");
        }
        return batch.Manifest(cursor, source.NextCursor, (started, time.GetUtcNow()), pages);
    }
}
