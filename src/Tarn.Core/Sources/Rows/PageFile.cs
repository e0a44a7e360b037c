namespace Tarn.Sources.Rows;

/// <summary>A page that can be read as often as needed.</summary>
/// <param name="page">Its number, from 1.</param>
public abstract class PageFile(int page)
{
    /// <summary>Its number, from 1.</summary>
    public int Page => page;

    /// <summary>Where its bytes can be read now.</summary>
    public abstract string Path { get; }

    /// <summary>Opens the page for a reading of its rows. Another reading may begin when this one's stream is disposed.</summary>
    public abstract Stream OpenRows();
}
