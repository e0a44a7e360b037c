using System.Globalization;
using System.Security.Cryptography;

namespace Tarn.Sources;

/// <summary>
/// What the bytes of a page are known again by, as <c>algorithm:digits</c> in lower-case hexadecimal. Pages that were fetched have <c>sha256</c>: nobody can fetch
/// them again. Files have <c>xxh64</c> (see <see cref="RawHash"/>), which costs a tenth of it: they are large, lie at their source too, and each is looked through
/// at each run to see whether it has changed.
/// </summary>
public static class Digest
{
    /// <summary>Of a page that was fetched.</summary>
    public static string OfPage(ReadOnlySpan<byte> page) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(page))}";

    /// <summary>Of a file, all of whose bytes were added.</summary>
    public static string OfFile(RunningHash bytes) => string.Create(CultureInfo.InvariantCulture, $"xxh64:{bytes.Hash:x16}");
}
