using System.Text.Json;
using Tarn.Catalog;
using Tarn.Engine;
using Tarn.Project;
using Tarn.Sources.Rows;
using Tarn.Storage;

namespace Tarn.Landing;

/// <summary>
/// Lands a resource: its pages are kept byte for byte, their records become rows of the bronze table, and the cursor moves in the same change of the
/// table. Rows that cannot be taken go to <c>quarantine.&lt;source&gt;_&lt;resource&gt;</c>.
/// </summary>
internal sealed class Lander(IObjectStore store, PageFetcher pages, FileFetcher files, RowLoader loader)
{
    /// <summary>Lands a batch. A batch whose pages were kept before a crash is not fetched again.</summary>
    /// <param name="batch">What is landed.</param>
    /// <param name="resource">Its declaration.</param>
    /// <param name="before">The tree that the batch is landed on.</param>
    /// <param name="progress">Told where it is.</param>
    /// <param name="cancel">Stops between pages, and interrupts the engine.</param>
    public async Task<LandedBatch> LandAsync(
        Batch batch, SourceResource resource, CatalogTree before, Action<string> progress, CancellationToken cancel)
    {
        var folder = new LandingFolder(store, batch.Source, batch.Resource, batch.Run);
        var table = await before.FindAsync(resource.Table, cancel) as TableEntry.Table;
        var known = await loader.PropertiesOfAsync(table, cancel);
        var manifest = await folder.ReadManifestAsync(cancel);
        if (manifest is null)
            await folder.ClearAsync(cancel);
        if (manifest is null && resource.Fetch is ResourceFetch.Files declared)
            return await LandFilesAsync(folder, batch, (resource, declared), (before, known), progress, cancel);
        manifest ??= await FetchAsync(folder, batch, resource, known, progress, cancel);
        progress("rows");
        return await loader.LoadAsync(await PagesAsync(folder, batch, manifest, resource.Fetch, cancel), resource, before, () => PropertiesAfter(manifest, resource, known), cancel);
    }

    /// <summary>Files are kept in the pass that reads their rows. Whatever becomes of the rows, the files are kept.</summary>
    private async Task<LandedBatch> LandFilesAsync(
        LandingFolder folder,
        Batch batch,
        (SourceResource Resource, ResourceFetch.Files Files) declared,
        (CatalogTree Tree, IReadOnlyDictionary<string, string> Properties) before,
        Action<string> progress,
        CancellationToken cancel)
    {
        var started = files.Time.GetUtcNow();
        var found = await files.FindAsync(folder, batch, declared.Files, LandedFiles(declared.Resource, before.Properties), cancel);
        LandingManifest? manifest = null;
        LandingManifest Kept() => manifest ??= files.Keep(batch, started, found, progress, cancel);
        try
        {
            progress("rows");
            var read = new LandingPages(batch, found, [.. found.Select(f => f.Origin)], started);
            var landed = await loader.LoadAsync(read, declared.Resource, before.Tree, () => PropertiesAfter(Kept(), declared.Resource, before.Properties), cancel);
            await FileFetcher.FinishAsync(folder, Kept(), found, cancel);
            return landed;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            await FileFetcher.FinishAsync(folder, Kept(), found, cancel);
            throw;
        }
        finally
        {
            foreach (var file in found)
                file.Dispose();
        }
    }

    private async Task<LandingManifest> FetchAsync(
        LandingFolder folder, Batch batch, SourceResource resource, IReadOnlyDictionary<string, string> known, Action<string> progress, CancellationToken cancel)
    {
        var rest = resource.Fetch as ResourceFetch.Rest ?? throw new InvalidOperationException($"{batch.Source}.{batch.Resource} is fetched in an unknown way.");
        var manifest = await pages.FetchAsync(folder, batch, rest, known.GetValueOrDefault(LandingProperties.Cursor), progress, cancel);
        await folder.FinishAsync(manifest, cancel);
        return manifest;
    }

    private static async Task<LandingPages> PagesAsync(LandingFolder folder, Batch batch, LandingManifest manifest, ResourceFetch fetch, CancellationToken cancel)
    {
        var kept = new List<PageFile>();
        foreach (var page in manifest.Pages)
            kept.Add(new LandedFile(kept.Count + 1, await folder.LocalPathAsync(page.Name, cancel)));
        return fetch is ResourceFetch.Files
            ? new LandingPages(batch, kept, [.. manifest.Pages.Select(p => p.Origin)], manifest.StartedAt)
            : new LandingPages(batch, kept, [], manifest.FinishedAt);
    }

    /// <summary>A table that is replaced by each batch takes every file each time.</summary>
    private static IReadOnlyDictionary<string, string> LandedFiles(SourceResource resource, IReadOnlyDictionary<string, string> known) =>
        resource.Load is LoadMode.Append && known.TryGetValue(LandingProperties.Files, out var json)
            ? JsonSerializer.Deserialize(json, LandedFilesDocument.Default.DictionaryStringString)!
            : new Dictionary<string, string>(StringComparer.Ordinal);

    private static Dictionary<string, string> PropertiesAfter(LandingManifest manifest, SourceResource resource, IReadOnlyDictionary<string, string> known)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal) { [LandingProperties.LandedAt] = $"{manifest.FinishedAt.UtcDateTime:O}" };
        if (manifest.WindowEnd is { } cursor)
            properties[LandingProperties.Cursor] = cursor;
        if (resource.Fetch is ResourceFetch.Files)
        {
            var landed = new Dictionary<string, string>(LandedFiles(resource, known), StringComparer.Ordinal);
            foreach (var page in manifest.Pages)
                landed[page.Origin] = page.Digest;
            properties[LandingProperties.Files] = JsonSerializer.Serialize(landed, LandedFilesDocument.Default.DictionaryStringString);
        }
        return properties;
    }
}
