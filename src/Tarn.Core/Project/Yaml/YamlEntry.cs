namespace Tarn.Project.Yaml;

/// <summary>A key of a mapping and what it has.</summary>
internal sealed record YamlEntry(string Key, YamlPlace Place, YamlNode Value);
