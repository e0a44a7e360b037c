using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Reads the defaults for folders of models out of tarn.yml.</summary>
internal static class ModelDefaults
{
    /// <summary>The defaults, an outer folder before those in it.</summary>
    /// <param name="tarn">tarn.yml, checked.</param>
    /// <param name="folders">The folders that models are in.</param>
    /// <param name="problems">For a folder that is not there, as a warning.</param>
    public static IReadOnlyList<ModelDefault> Read(TarnDeclaration tarn, IReadOnlyCollection<string> folders, ProblemList problems)
    {
        if (tarn.Map.Entry("models") is not { Value: YamlNode.Map models } entry)
            return [];
        var found = new List<ModelDefault>();
        Collect(found, Unwrapped(models, tarn.Map.TextOf("name"), folders), [], entry.Place);
        foreach (var missing in found.Where(d => d.Folders.Count > 0 && !folders.Contains(string.Join('/', d.Folders), StringComparer.Ordinal)))
            Warn(missing, folders, problems);
        return found;
    }

    /// <summary>dbt puts the project's name round its folders; so may tarn.yml, unless a folder has that name.</summary>
    private static YamlNode.Map Unwrapped(YamlNode.Map models, string? project, IReadOnlyCollection<string> folders) =>
        project is not null && !folders.Contains(project, StringComparer.Ordinal) && models.Entries.Count is 1 ? models.MapOf(project) ?? models : models;

    private static void Collect(List<ModelDefault> found, YamlNode.Map map, IReadOnlyList<string> folders, YamlPlace place)
    {
        var keys = map.Entries.ToLookup(e => TarnShape.ModelFolder.Find(e.Key) is not null);
        if (keys[true].Any() || folders.Count > 0)
            found.Add(new ModelDefault { Folders = folders, Config = Config(keys[true]), Where = place.ToString() });
        foreach (var entry in keys[false])
            Collect(found, (YamlNode.Map)entry.Value, [.. folders, entry.Key], entry.Place);
    }

    private static Dictionary<string, object?> Config(IEnumerable<YamlEntry> entries)
    {
        var config = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in entries)
            config[entry.Key.TrimStart('+')] = PlainScalar.ValueOf(entry.Value);
        return config;
    }

    private static void Warn(ModelDefault missing, IReadOnlyCollection<string> folders, ProblemList problems)
    {
        var name = string.Join('/', missing.Folders);
        problems.Warn("project.no-such-folder", $"No model is in the folder '{name}'.", missing.Where, NearName.Of(name, folders) is { } near ? $"Did you mean '{near}'?" : null);
    }
}
