namespace Tarn.Project.Yaml;

/// <summary>A place in a file; lines and columns count from 1.</summary>
internal sealed record YamlPlace(string File, long Line, long Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
