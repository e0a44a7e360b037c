namespace Tarn.Iceberg.Manifests;

/// <summary>What a file of a table holds; the numbers are the spec's.</summary>
public enum FileContent
{
    /// <summary>Rows.</summary>
    Data = 0,

    /// <summary>Positions of rows that are deleted.</summary>
    PositionDeletes = 1,

    /// <summary>Values of rows that are deleted.</summary>
    EqualityDeletes = 2,
}
