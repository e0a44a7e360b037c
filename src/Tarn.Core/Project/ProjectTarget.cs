namespace Tarn.Project;

/// <summary>The profile a command works with.</summary>
public sealed record ProjectTarget
{
    /// <summary>The profile's name; <c>default</c> when the project declares none.</summary>
    public required string Name { get; init; }

    /// <summary>Its own warehouse, resolved; null takes the project's.</summary>
    public string? Warehouse { get; init; }

    /// <summary>The branch it reads from and publishes to.</summary>
    public BranchName Branch { get; init; } = BranchName.Main;

    /// <summary>How many threads a run uses; null lets the machine decide.</summary>
    public int? Threads { get; init; }

    /// <summary>Its own variables, already laid over the project's in <see cref="LakeProject.Vars"/>.</summary>
    public required IReadOnlyDictionary<string, object?> Vars { get; init; }
}
