namespace Tarn.Landing;

/// <summary>What a landed table's metadata remembers, changed in the same commit as its rows: it branches, merges and time-travels with them.</summary>
public static class LandingProperties
{
    /// <summary>Where the next fetch goes on from.</summary>
    public const string Cursor = "tarn.cursor";

    /// <summary>When the last batch was landed, ISO 8601; set also when the batch had no rows.</summary>
    public const string LandedAt = "tarn.landed-at";

    /// <summary>Files that were landed: a JSON object of path to SHA-256.</summary>
    public const string Files = "tarn.files";
}
