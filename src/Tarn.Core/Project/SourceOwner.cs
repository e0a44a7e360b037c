namespace Tarn.Project;

/// <summary>Who answers for a source.</summary>
/// <param name="Name">A person or a group.</param>
/// <param name="Email">Where to write; null when not told.</param>
public sealed record SourceOwner(string Name, string? Email);
