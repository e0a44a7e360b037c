using Tarn.Storage;

namespace Tarn.Landing;

/// <summary>
/// Where one run keeps the raw pages of one resource: <c>landing/&lt;source&gt;/&lt;resource&gt;/ingestion_date=YYYY-MM-DD/&lt;run&gt;/</c>. The date is the
/// run's, so that a run resumed after midnight finds its folder.
/// </summary>
public sealed class LandingFolder(IObjectStore store, string source, string resource, RunId run)
{
    private readonly string _prefix = $"landing/{source}/{resource}/ingestion_date={DateOf(run)}/{run}/";

    /// <summary>The key of a page or of the manifest.</summary>
    public string KeyOf(string name) => _prefix + name;

    /// <summary>The manifest, or null when no attempt has finished.</summary>
    public async Task<LandingManifest?> ReadManifestAsync(CancellationToken cancel)
    {
        try
        {
            return LandingManifestDocument.Read(await store.ReadAsync(KeyOf("manifest.json"), cancel), KeyOf("manifest.json"));
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes the pages of an attempt that did not finish: no manifest names them, and the run's lease is ours.</summary>
    public async Task ClearAsync(CancellationToken cancel)
    {
        await foreach (var page in store.ListAsync(_prefix, cancel: cancel))
            await store.DeleteAsync(page.Key, cancel);
    }

    /// <summary>Keeps a page's bytes.</summary>
    public async Task KeepAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        Created(await store.CreateAsync(KeyOf(name), bytes, cancel), name);

    /// <summary>Keeps a page from a finished local file, which is moved away.</summary>
    public async Task KeepFileAsync(string name, string localFile, CancellationToken cancel) =>
        Created(await store.CreateFromFileAsync(KeyOf(name), localFile, cancel), name);

    /// <summary>Says that the batch is whole.</summary>
    public async Task FinishAsync(LandingManifest manifest, CancellationToken cancel) =>
        await KeepAsync("manifest.json", LandingManifestDocument.Write(manifest), cancel);

    /// <summary>A local path of a page, for reading.</summary>
    public Task<string> LocalPathAsync(string name, CancellationToken cancel) => store.LocalPathAsync(KeyOf(name), cancel);

    private void Created(bool created, string name)
    {
        if (!created)
            throw new TarnException(FailureKind.Conflict, new Problem(
                "landing.taken", "Another runner is landing the same batch.", KeyOf(name), "Wait for it, then run 'tarn status'."));
    }

    private static string DateOf(RunId run) => $"{run.Value[..4]}-{run.Value[4..6]}-{run.Value[6..8]}";
}
