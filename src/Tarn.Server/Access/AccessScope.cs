namespace Tarn.Server.Access;

/// <summary>What the bearer of a token may do.</summary>
public enum AccessScope
{
    /// <summary>Look at everything, change nothing.</summary>
    Read,

    /// <summary>Look at everything and commit to every branch.</summary>
    Write,
}
