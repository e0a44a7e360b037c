using Tarn.Project;
using Tarn.Sources.Files;

namespace Tarn.Landing;

/// <summary>Keeps a copy of every file of a resource that is new or changed since it was last landed.</summary>
internal sealed class FileFetcher(string projectRoot, string scratchFolder, TimeProvider time)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The files to land, yet to be read. Dispose each.</summary>
    /// <param name="folder">Where the copies will go.</param>
    /// <param name="batch">Whose files they are.</param>
    /// <param name="files">Which files.</param>
    /// <param name="known">Path to digest of what was landed before and is not landed again.</param>
    /// <param name="cancel">Stops between files.</param>
    public async Task<IReadOnlyList<KeptFile>> FindAsync(
        LandingFolder folder, Batch batch, ResourceFetch.Files files, IReadOnlyDictionary<string, string> known, CancellationToken cancel)
    {
        var found = new List<KeptFile>();
        foreach (var file in FileSource.Find($"{batch.Source}.{batch.Resource}", files, projectRoot))
        {
            if (!known.TryGetValue(file.Name, out var landed) || landed != await file.DigestAsync(cancel))
                found.Add(new KeptFile(found.Count + 1, file, Path.Combine(scratchFolder, folder.KeyOf($"{found.Count + 1}").Replace('/', '~'))));
        }
        return found;
    }

    /// <summary>Makes sure that every file is copied whole, and says what was kept. The copies are not in the folder yet.</summary>
    public LandingManifest Keep(Batch batch, DateTimeOffset started, IReadOnlyList<KeptFile> files, Action<string> progress, CancellationToken cancel)
    {
        var pages = new List<LandedPage>();
        foreach (var file in files)
        {
            file.Keep(cancel);
            progress(file.Origin);
            pages.Add(new LandedPage { Name = NameOf(file), Origin = file.Origin, Bytes = file.Bytes, Digest = file.Digest! });
        }
        return batch.Manifest(null, null, (started, time.GetUtcNow()), pages);
    }

    /// <summary>Brings the copies and their manifest into the folder.</summary>
    public static async Task FinishAsync(LandingFolder folder, LandingManifest manifest, IReadOnlyList<KeptFile> files, CancellationToken cancel)
    {
        foreach (var file in files)
            await folder.KeepFileAsync(NameOf(file), file.Copy, cancel);
        await folder.FinishAsync(manifest, cancel);
    }

    private static string NameOf(KeptFile file) => $"page_{file.Page:00000}{file.Extension}";
}
