using Tarn.Sources.Blocks;

namespace Tarn.Sources.Rows;

/// <summary>A landed page, or a file that takes a page's place.</summary>
/// <param name="page">Its number, from 1.</param>
/// <param name="path">Where it lies.</param>
public class PageFile(int page, string path)
{
    /// <summary>Its number, from 1.</summary>
    public int Page => page;

    /// <summary>Where its bytes can be read now.</summary>
    public virtual string Path => path;

    /// <summary>Opens the page for a reading of its rows. Another reading may begin when this one's stream is disposed.</summary>
    public virtual Stream OpenRows() => BlockReader.Open(Path);
}
