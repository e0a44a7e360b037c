namespace Tarn.Catalog;

/// <summary>What happened to a name between two trees.</summary>
public enum TableChangeKind
{
    /// <summary>It was not there before.</summary>
    Created,

    /// <summary>The same table has new metadata.</summary>
    Changed,

    /// <summary>The name stands for another table or view than before.</summary>
    Replaced,

    /// <summary>It is not there any more.</summary>
    Dropped,
}
