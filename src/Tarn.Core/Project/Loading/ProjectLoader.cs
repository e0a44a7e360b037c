namespace Tarn.Project.Loading;

/// <summary>Reads a project's folder into records, or tells everything that is wrong with it.</summary>
public static class ProjectLoader
{
    /// <summary>Loads the project in a folder.</summary>
    /// <exception cref="TarnException">Invalid: with every problem of every file.</exception>
    public static LakeProject Load(string directory, ProjectLoadOptions options) =>
        throw new TarnException(FailureKind.Invalid, new Problem("project.missing", $"'{directory}' cannot be loaded yet.", options.Target));
}
