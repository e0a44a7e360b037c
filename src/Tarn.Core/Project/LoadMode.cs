namespace Tarn.Project;

/// <summary>What a load does to the rows of earlier loads.</summary>
public enum LoadMode
{
    /// <summary>New rows are added and old rows stay. Of files, only new or changed ones are landed. The default.</summary>
    Append,

    /// <summary>The table holds the newest load alone.</summary>
    Replace,
}
