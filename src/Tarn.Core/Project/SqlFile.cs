namespace Tarn.Project;

/// <summary>A file of SQL with Jinja, as text.</summary>
public sealed record SqlFile
{
    /// <summary>The file's name without <c>.sql</c>; of a model, the name that <c>ref</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary>Relative to the project's root, with '/': <c>models/silver/checkouts.sql</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The folders between models/, tests/ or macros/ and the file, outermost first: <c>silver</c>.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>What is in it, without a byte-order mark.</summary>
    public required string Text { get; init; }
}
