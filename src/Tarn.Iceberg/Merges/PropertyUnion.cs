using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Merges;

/// <summary>Joins the properties of two sides, key by key. Pure.</summary>
internal static class PropertyUnion
{
    /// <summary>What gives the target the source's changes, and what both changed to different values.</summary>
    public static (IReadOnlyList<TableUpdate> Updates, IReadOnlyList<string> Reasons) Make(
        TableMetadata ancestor, TableMetadata source, TableMetadata target, MergeMode mode)
    {
        var changed = ancestor.Properties.Keys.Union(source.Properties.Keys, StringComparer.Ordinal)
            .Where(key => Value(source, key) != Value(ancestor, key) && Value(source, key) != Value(target, key))
            .Order(StringComparer.Ordinal).ToList();
        var reasons = changed.Where(key => Value(target, key) != Value(ancestor, key))
            .Select(key => mode is MergeMode.Undo
                ? $"The property '{key}' was changed since, to {Shown(target, key)}"
                : $"Both sides changed the property '{key}': to {Shown(source, key)} in the source, to {Shown(target, key)} in the target").ToList();
        var set = changed.Where(source.Properties.ContainsKey).ToDictionary(key => key, key => source.Properties[key], StringComparer.Ordinal);
        var removed = changed.Where(key => !source.Properties.ContainsKey(key)).ToList();
        List<TableUpdate> updates = [];
        if (set.Count > 0)
            updates.Add(new TableUpdate.SetProperties(set));
        if (removed.Count > 0)
            updates.Add(new TableUpdate.RemoveProperties(removed));
        return (updates, reasons);
    }

    private static string Shown(TableMetadata metadata, string key) => Value(metadata, key) is { } value ? $"'{value}'" : "none";

    private static string? Value(TableMetadata metadata, string key) => metadata.Properties.GetValueOrDefault(key);
}
