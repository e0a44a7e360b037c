namespace Tarn.Project;

/// <summary>A source as its file under sources/ declares it.</summary>
public sealed record SourceManifest
{
    /// <summary>The name: <c>[a-z][a-z0-9_]*</c>, one in the whole project.</summary>
    public required string Name { get; init; }

    /// <summary>The file, relative to the project's root, with '/'.</summary>
    public required string File { get; init; }

    /// <summary>For readers; null when the file says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Who answers for it; null when the file names nobody.</summary>
    public SourceOwner? Owner { get; init; }

    /// <summary>The namespace of tables whose names are not written out.</summary>
    public required string Namespace { get; init; }

    /// <summary>What it is made of, in the file's order; at least one.</summary>
    public required IReadOnlyList<SourceResource> Resources { get; init; }
}
