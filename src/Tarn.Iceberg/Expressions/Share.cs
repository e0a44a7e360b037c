namespace Tarn.Iceberg.Expressions;

/// <summary>How many values of a column are of a kind.</summary>
internal enum Share
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>None of them.</summary>
    None,

    /// <summary>All of them; of NaN: all that are not null.</summary>
    All,
}
