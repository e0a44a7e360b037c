namespace Tarn.Project;

/// <summary>One step of a path into JSON.</summary>
public abstract record JsonPathPart
{
    private JsonPathPart() { }

    /// <summary>Into an object's member.</summary>
    /// <param name="Text">The member's name.</param>
    public sealed record Name(string Text) : JsonPathPart;

    /// <summary>To a list's element.</summary>
    /// <param name="Position">From 0.</param>
    public sealed record Index(int Position) : JsonPathPart;
}
