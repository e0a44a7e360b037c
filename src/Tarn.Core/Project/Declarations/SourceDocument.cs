using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>A file under sources/, its templates resolved.</summary>
internal sealed record SourceDocument(string File, YamlNode.Map Map)
{
    /// <summary>Its resources, each with the source's defaults laid under it.</summary>
    public IReadOnlyList<ResourceView> Resources { get; } = [.. Map.MapsOf("resources").Select(r => new ResourceView(Map, r))];
}
