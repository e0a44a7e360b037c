using Tarn.Cli.Terminals;

namespace Tarn.Cli.Commands;

/// <summary>Which folder a command works on.</summary>
internal static class ProjectFolder
{
    private const string File = "tarn.yml";

    /// <summary>The folder that was named, else the nearest one upward with a tarn.yml.</summary>
    /// <exception cref="TarnException">Invalid, <c>project.missing</c>.</exception>
    public static string Of(Shell shell, string? named)
    {
        if (named is not null)
            return HasProject(shell.PathOf(named)) ? shell.PathOf(named) : throw Missing($"There is no {File} in this folder.", shell.PathOf(named));
        for (var folder = shell.WorkingDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (HasProject(folder))
                return folder;
        throw Missing($"There is no {File} in this folder or above it.", shell.WorkingDirectory);

        TarnException Missing(string what, string where) => new(FailureKind.Invalid, new Problem(
            "project.missing", what, where, $"Go to a project, name one with --project DIR, or make one with '{shell.Program} init DIR'."));
    }

    private static bool HasProject(string folder) => System.IO.File.Exists(Path.Combine(folder, File));
}
