using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>Reads tarn.yml.</summary>
internal sealed class TarnReading(IReadOnlyDictionary<string, string> environment, ProblemList problems)
{
    private const string File = "tarn.yml";

    /// <summary>The file with a profile chosen; what is wrong is told, and the rest read as far as it goes.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="target">The profile asked for; null takes the project's choice.</param>
    /// <param name="overrides">Variables over all others.</param>
    public TarnDeclaration Read(string text, string? target, IReadOnlyDictionary<string, object?> overrides)
    {
        var before = problems.Count;
        var node = YamlReader.Read(File, text, problems);
        var empty = new YamlNode.Map(new YamlPlace(File, 1, 1), []);
        if (node is null && problems.Count > before)
            return new TarnDeclaration(empty, target ?? "default", empty, overrides);
        if (node is not (null or YamlNode.Map))
            problems.WrongType($"tarn.yml is {node.Kind}, not a mapping.", node.Place, "Begin it with name: and the project's name.");
        var written = node as YamlNode.Map ?? empty;
        var profile = Choose(written, target);
        var map = Render(written, profile);
        new ShapeCheck(problems).Check(map, TarnShape.File, "tarn.yml");
        var chosen = map.MapOf("profiles")?.MapOf(profile) ?? empty;
        return new TarnDeclaration(map, profile, chosen, Laid(map.FreeValuesOf("vars"), chosen.FreeValuesOf("vars"), overrides));
    }

    private string Choose(YamlNode.Map map, string? target)
    {
        var profiles = (map.MapOf("profiles")?.Entries ?? []).Select(e => e.Key).ToList();
        var written = map.Entry("profile") is { } entry ? RenderNode(entry.Value, forgiving: true) as YamlNode.Scalar : null;
        var name = target ?? written?.Text ?? (profiles.Count is 1 ? profiles[0] : null);
        if (name is null && profiles.Count > 1)
            problems.MissingKey("tarn.yml has several profiles and does not say which is used.", map.Entry("profiles")!.Place, $"Write profile: {profiles[0]}");
        else if (name is not null && !profiles.Contains(name, StringComparer.Ordinal))
            problems.BadValue($"There is no profile '{name}'.", target is null ? written?.Place : map.Entry("profiles")?.Place, NextProfile(name, profiles));
        return name ?? "default";
    }

    private static string NextProfile(string name, List<string> profiles) =>
        profiles.Count is 0
            ? $"Write it under profiles in tarn.yml: profiles: {{ {name}: {{ threads: 4 }} }}"
            : NearName.Question(name, profiles, $"The profiles are {string.Join(", ", profiles)}.");

    private YamlNode.Map Render(YamlNode.Map map, string profile) =>
        map with { Entries = [.. map.Entries.Select(e => e with { Value = RenderEntry(e, profile) })] };

    private YamlNode RenderEntry(YamlEntry entry, string profile)
    {
        if (entry is not { Key: "profiles", Value: YamlNode.Map profiles })
            return RenderNode(entry.Value, forgiving: false);
        return profiles with
        {
            Entries = [.. profiles.Entries.Select(p => p with { Value = RenderNode(p.Value, !string.Equals(p.Key, profile, StringComparison.Ordinal)) })],
        };
    }

    private YamlNode RenderNode(YamlNode node, bool forgiving) =>
        TemplateText.Render(node, new TemplateScope(environment, null, forgiving), forgiving ? new ProblemList() : problems);

    private static Dictionary<string, object?> Laid(params IReadOnlyDictionary<string, object?>[] layers)
    {
        var laid = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in layers.SelectMany(layer => layer))
            laid[name] = value;
        return laid;
    }
}
