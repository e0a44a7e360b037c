using Tarn.Project.Shapes;
using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>tarn.yml, read and checked, with the profile chosen.</summary>
/// <param name="Map">The whole file, its templates resolved.</param>
/// <param name="ProfileName">The chosen profile.</param>
/// <param name="Profile">What the chosen profile says; empty when the project has no profiles.</param>
/// <param name="Vars">The project's variables with the profile's and the caller's over them.</param>
internal sealed record TarnDeclaration(YamlNode.Map Map, string ProfileName, YamlNode.Map Profile, IReadOnlyDictionary<string, object?> Vars)
{
    /// <summary>A folder of the project: models, tests, macros or sources.</summary>
    public string Folder(string kind) => Map.MapOf("paths")?.TextOf(kind) is { } written && TextForms.Folder.Fits(written) ? written : kind;
}
