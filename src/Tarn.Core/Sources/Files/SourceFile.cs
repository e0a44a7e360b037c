using System.Buffers;

namespace Tarn.Sources.Files;

/// <summary>A file that a resource's pattern matches: a page that already lies there.</summary>
/// <param name="Name">Its path below the root, with '/'; the absolute path when the pattern is absolute.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Modified">When it was last written.</param>
public sealed record SourceFile(string Name, string Path, long Bytes, DateTimeOffset Modified)
{
    private const int BlockBytes = 1 << 18;

    /// <summary>The <see cref="Digest"/> of the content: whether a file landed before is told by this. Reads the file in pieces.</summary>
    public async Task<string> DigestAsync(CancellationToken cancel = default)
    {
        var hash = new RunningHash();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            while (await file.ReadAsync(buffer, cancel).ConfigureAwait(false) is var read and > 0)
                hash.Add(buffer.AsSpan(0, read));
        }
        ArrayPool<byte>.Shared.Return(buffer);
        return Digest.OfFile(hash);
    }
}
