using Tarn.Project.Yaml;

namespace Tarn.Project.Shapes;

/// <summary>Puts the defaults of a shape where nothing is written.</summary>
internal static class ShapeFill
{
    /// <summary>The mapping with every default that it lacks; a key without value counts as not written. Mappings within it are filled too.</summary>
    public static YamlNode.Map Fill(YamlNode.Map map, Shape.Keys keys)
    {
        var written = map.Entries.Where(e => !PlainScalar.IsNull(e.Value)).Select(e => FillEntry(e, keys));
        var missing = keys.Entries.Where(k => k.Default is not null && (map[k.Name] is not { } value || PlainScalar.IsNull(value)));
        return map with { Entries = [.. written, .. missing.Select(k => new YamlEntry(k.Name, map.Place, DefaultOf(k, map.Place)))] };
    }

    private static YamlEntry FillEntry(YamlEntry entry, Shape.Keys keys) =>
        keys.Find(entry.Key) is { } key ? entry with { Value = FillNode(entry.Value, key.Shape) } : entry;

    private static YamlNode FillNode(YamlNode node, Shape shape) => (node, shape) switch
    {
        (_, Shape.Named named) => FillNode(node, named.Target()),
        (YamlNode.Map map, Shape.Keys keys) => Fill(map, keys),
        (YamlNode.Map map, Shape.Kinds kinds) => Fill(map, kinds.Types.First(t => string.Equals(t.Type, ((YamlNode.Scalar)map["type"]!).Text, StringComparison.Ordinal)).Keys),
        (YamlNode.List list, Shape.Items items) => list with { Items = [.. list.Items.Select(i => FillNode(i, items.Item))] },
        _ => node,
    };

    private static YamlNode DefaultOf(ShapeKey key, YamlPlace place)
    {
        var problems = new ProblemList();
        var node = YamlReader.Read(place.File, key.Default!, problems) ?? new YamlNode.Scalar(place, "", "", ScalarStyle.Plain);
        return FillNode(node, key.Shape);
    }
}
