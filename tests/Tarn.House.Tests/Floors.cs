namespace Tarn.House.Tests;

/// <summary>Which project and which folder of Tarn.Core may look at which. The one statement of the house's floors; ARCHITECTURE.md draws it.</summary>
internal static class Floors
{
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Tarn.Storage"] = [],
        ["Tarn.DuckDb"] = [],
        ["Tarn.Sql"] = [],
        ["Tarn.Iceberg"] = ["Tarn.Storage"],
        ["Tarn.Core"] = ["Tarn.Storage", "Tarn.DuckDb", "Tarn.Sql", "Tarn.Iceberg"],
        ["Tarn.Server"] = ["Tarn.Core", "Tarn.Storage", "Tarn.DuckDb", "Tarn.Sql", "Tarn.Iceberg"],
        ["Tarn.Cli"] = ["Tarn.Server", "Tarn.Core", "Tarn.Storage", "Tarn.DuckDb", "Tarn.Sql", "Tarn.Iceberg"],
    };

    /// <summary>Folders of Tarn.Core from the ground up; folders in one row do not know each other.</summary>
    private static readonly string[][] Core =
    [
        ["Contracts", "Catalog"],
        ["Project", "Engine"],
        ["Sources", "Models", "Maintenance", "Inspection"],
        ["Landing", "Checks", "Imports"],
        ["Runs"],
        ["Schedules"],
        ["Lakehouse"],
    ];

    /// <summary>Every arrow in the file that runs up or sideways, told with the floors; empty when the file keeps them.</summary>
    public static IEnumerable<string> WrongArrows(SourceFile file) =>
        file.Usings.Where(u => u.StartsWith("Tarn", StringComparison.Ordinal))
            .Select(target => WrongArrow(file, target))
            .OfType<string>();

    private static string? WrongArrow(SourceFile file, string target)
    {
        var project = ProjectOf(target);
        if (project != file.Project)
            return Projects[file.Project].Contains(project, StringComparer.Ordinal) ? null : $"{file.Path}: {file.Project} may not use {target}";
        if (project == "Tarn.Core")
            return WrongCoreArrow(file, target);
        return WrongGroundArrow(file, target, project);
    }

    private static string? WrongCoreArrow(SourceFile file, string target)
    {
        var to = FolderOf(target, "Tarn");
        if (to is null)
            return null;
        var from = file.Folders.FirstOrDefault();
        if (from is null)
            return $"{file.Path}: the ground of Tarn.Core uses no folder, not {target}";
        if (from == to)
            return WrongGroundArrow(file, target, "Tarn." + from, "Tarn." + from);
        return FloorOf(to) < FloorOf(from) ? null : $"{file.Path}: {from} (floor {FloorOf(from)}) may not use {to} (floor {FloorOf(to)})";
    }

    /// <summary>What lies at the root of a project, or of a folder with folders, is the ground and looks at none of its folders.</summary>
    private static string? WrongGroundArrow(SourceFile file, string target, string root, string? folder = null)
    {
        var inside = folder is null ? file.Folders : file.Folders[1..];
        return inside.Length == 0 && target.StartsWith(root + ".", StringComparison.Ordinal)
            ? $"{file.Path}: lies on the ground of {root} and may not use {target}"
            : null;
    }

    private static string ProjectOf(string target) =>
        Projects.Keys.Where(p => target == p || target.StartsWith(p + ".", StringComparison.Ordinal)).MaxBy(p => p.Length) ?? "Tarn.Core";

    private static string? FolderOf(string target, string root) => target.Length > root.Length ? target[(root.Length + 1)..].Split('.')[0] : null;

    private static int FloorOf(string folder)
    {
        var floor = Array.FindIndex(Core, row => row.Contains(folder, StringComparer.Ordinal));
        return floor >= 0 ? floor : throw new InvalidOperationException($"Tarn.Core/{folder} has no floor: give it one in {nameof(Floors)}.cs and in ARCHITECTURE.md.");
    }
}
