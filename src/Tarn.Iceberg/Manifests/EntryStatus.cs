namespace Tarn.Iceberg.Manifests;

/// <summary>What a snapshot did with a file; the numbers are the spec's.</summary>
public enum EntryStatus
{
    /// <summary>It was there before.</summary>
    Existing = 0,

    /// <summary>This snapshot added it.</summary>
    Added = 1,

    /// <summary>This snapshot removed it.</summary>
    Deleted = 2,
}
