using Tarn.Project.Yaml;

namespace Tarn.Project.Declarations;

/// <summary>A resource with its source's defaults laid under it.</summary>
internal sealed record ResourceView(YamlNode.Map Source, YamlNode.Map Resource)
{
    private static readonly string[] Kinds = ["rest", "files"];

    /// <summary>The ways to fetch that are written: the resource's own, else the source's. One is right.</summary>
    public IReadOnlyList<string> FetchKinds => Written(Resource) is { Count: > 0 } own ? own : Written(Source);

    /// <summary>What is written of a way to fetch, in the resource over in the source. Headers and parameters are laid name by name.</summary>
    public YamlNode.Map Fetch(string kind)
    {
        var (under, over) = (Source.MapOf(kind), Resource.MapOf(kind));
        return over is null ? (under ?? new YamlNode.Map(Resource.Place, [])) with { Place = Resource.Place } : Lay(under, over);
    }

    /// <summary>The table: as written, or worked out of the names. Null when neither is right.</summary>
    public TableName? Table => TableName.TryParse(
        Resource.TextOf("table") ?? $"{Source.TextOf("namespace") ?? "bronze"}.{Source.TextOf("source")}_{Resource.TextOf("name")}");

    private static List<string> Written(YamlNode.Map map) => [.. Kinds.Where(kind => map[kind] is not null)];

    private static YamlNode.Map Lay(YamlNode.Map? under, YamlNode.Map over)
    {
        if (under is null)
            return over;
        var kept = under.Entries.Where(e => over[e.Key] is null);
        return over with { Entries = [.. kept, .. over.Entries.Select(e => e with { Value = LayValue(under, e) })] };
    }

    private static YamlNode LayValue(YamlNode.Map under, YamlEntry over) =>
        over.Key is "headers" or "params" or "csv" or "retry" && over.Value is YamlNode.Map map ? Lay(under.MapOf(over.Key), map) : over.Value;
}
