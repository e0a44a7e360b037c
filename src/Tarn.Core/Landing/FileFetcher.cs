using System.Security.Cryptography;
using Tarn.Project;
using Tarn.Sources.Files;

namespace Tarn.Landing;

/// <summary>Keeps a copy of every file of a resource that is new or changed since it was last landed.</summary>
internal sealed class FileFetcher(string projectRoot, string scratchFolder, TimeProvider time)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Brings the batch into its folder.</summary>
    /// <param name="folder">Where the copies go.</param>
    /// <param name="batch">Whose files they are.</param>
    /// <param name="files">Which files.</param>
    /// <param name="known">Path to SHA-256 of what was landed before and is not landed again.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="cancel">Stops between blocks.</param>
    public async Task<LandingManifest> FetchAsync(
        LandingFolder folder, Batch batch, ResourceFetch.Files files, IReadOnlyDictionary<string, string> known, Action<string> progress, CancellationToken cancel)
    {
        var started = time.GetUtcNow();
        var pages = new List<LandedPage>();
        foreach (var file in FileSource.Find($"{batch.Source}.{batch.Resource}", files, projectRoot))
        {
            if (known.TryGetValue(file.Name, out var landed) && landed == await file.HashAsync(cancel))
                continue;
            var name = $"page_{pages.Count + 1:00000}{Path.GetExtension(file.Path).ToLowerInvariant()}";
            pages.Add(await KeepAsync(folder, name, file, cancel));
            progress(file.Name);
        }
        return batch.Manifest(null, null, (started, time.GetUtcNow()), pages);
    }

    /// <summary>The hash is of the bytes that were kept, in the pass that copies them: the file may be changing.</summary>
    private async Task<LandedPage> KeepAsync(LandingFolder folder, string name, SourceFile file, CancellationToken cancel)
    {
        var copy = Path.Combine(scratchFolder, folder.KeyOf(name).Replace('/', '~'));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        await using (var from = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan))
        await using (var to = new FileStream(copy, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            var buffer = new byte[BufferBytes];
            while (await from.ReadAsync(buffer, cancel) is var read and > 0)
            {
                var writing = to.WriteAsync(buffer.AsMemory(0, read), cancel);
                hash.AppendData(buffer, 0, read);
                await writing;
                bytes += read;
            }
        }
        await folder.KeepFileAsync(name, copy, cancel);
        File.Delete(copy);
        return new LandedPage { Name = name, Origin = file.Name, Bytes = bytes, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }
}
