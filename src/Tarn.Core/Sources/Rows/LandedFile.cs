using Tarn.Sources.Blocks;

namespace Tarn.Sources.Rows;

/// <summary>A page that lies in a local file and stays as it is.</summary>
/// <param name="page">Its number, from 1.</param>
/// <param name="path">Where it lies.</param>
public sealed class LandedFile(int page, string path) : PageFile(page)
{
    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override Stream OpenRows() => BlockReader.Open(path);
}
