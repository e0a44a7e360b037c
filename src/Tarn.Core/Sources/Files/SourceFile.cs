namespace Tarn.Sources.Files;

/// <summary>A file that a resource's pattern matches: a page that already lies there.</summary>
/// <param name="Name">Its path below the root, with '/'; the absolute path when the pattern is absolute.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Modified">When it was last written.</param>
public sealed record SourceFile(string Name, string Path, long Bytes, DateTimeOffset Modified)
{
    /// <summary>The SHA-256 of the content as 64 lower-case hexadecimal digits: whether a file landed before is told by this. Reads the file in pieces.</summary>
    public async Task<string> HashAsync(CancellationToken cancel = default)
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
            return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(file, cancel).ConfigureAwait(false));
    }
}
