namespace Tarn.Storage;

/// <summary>A location lies neither in the store nor under a prefix that is rewritten into it.</summary>
public sealed class LocationOutsideException(string location, string root)
    : IOException($"'{location}' lies outside '{root}'. If the files were moved there, declare a rewrite of the old prefix.")
{
    /// <summary>The location asked for.</summary>
    public string Location { get; } = location;

    /// <summary>The prefix of everything in the store.</summary>
    public string Root { get; } = root;
}
