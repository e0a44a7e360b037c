using Tarn.Project.Yaml;

namespace Tarn.Project.Loading;

/// <summary>
/// Reads a project's folder into records, or tells everything that is wrong with it: every file is read and checked before anything is
/// thrown, and records are made only of files that passed.
/// </summary>
public static class ProjectLoader
{
    /// <summary>Loads the project in a folder.</summary>
    /// <param name="directory">The folder of tarn.yml.</param>
    /// <param name="options">What is not in the files.</param>
    /// <exception cref="TarnException">Invalid: with every problem of every file, tarn.yml first, then file by file and line by line.</exception>
    public static LakeProject Load(string directory, ProjectLoadOptions options)
    {
        var root = Path.GetFullPath(directory);
        if (!File.Exists(Path.Combine(root, "tarn.yml")))
            throw new TarnException(FailureKind.Invalid, new Problem(
                "project.missing", $"'{root}' holds no project: there is no tarn.yml.", Next: "Run 'tarn init' there to begin one, or name a project's folder with --project."));
        var problems = new ProblemList();
        var load = new ProjectReading(root, options, problems);
        var project = load.Read();
        return problems.Count is 0 ? project() : throw new TarnException(FailureKind.Invalid, problems.Problems);
    }
}
