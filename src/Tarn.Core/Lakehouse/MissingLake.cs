namespace Tarn.Lakehouse;

/// <summary>What becomes of opening a warehouse that holds no lake yet.</summary>
public enum MissingLake
{
    /// <summary>An empty one is made.</summary>
    Make,

    /// <summary>It is refused with <c>lake.missing</c>.</summary>
    Refuse,

    /// <summary>An empty one in memory stands for it, and nothing is written: for a plan of the first run.</summary>
    Imagine,
}
