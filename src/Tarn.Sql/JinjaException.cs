namespace Tarn.Sql;

/// <summary>A template that cannot be read or rendered, with the place where it fails.</summary>
public sealed class JinjaException : Exception
{
    /// <summary>A failure whose place is not known yet: what a host function throws. Rendering adds the place of the call.</summary>
    public JinjaException(string what, Exception? inner = null)
        : base(what, inner) => What = what;

    /// <summary>A failure at a place.</summary>
    public JinjaException(string what, string path, Place place, Exception? inner = null)
        : base($"{path}:{place.Line}:{place.Column}: {what}", inner) => (What, Path, Place) = (what, path, place);

    /// <summary>What is wrong, a sentence.</summary>
    public string What { get; }

    /// <summary>The template's path as it was given to the parser; null as long as no place is known.</summary>
    public string? Path { get; }

    /// <summary>Where in the template.</summary>
    public Place Place { get; }

    /// <summary>The line, from 1; 0 as long as no place is known.</summary>
    public int Line => Place.Line;

    /// <summary>The column in characters, from 1; 0 as long as no place is known.</summary>
    public int Column => Place.Column;
}
