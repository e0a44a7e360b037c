using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Merges;

/// <summary>Joins all of two sides' metadata but their snapshots. Pure.</summary>
internal static class MetadataUnion
{
    /// <summary>What gives the target the source's changes, or every reason why it cannot have them.</summary>
    public static (IReadOnlyList<TableUpdate> Updates, IReadOnlyList<string> Reasons) Make(
        TableMetadata ancestor, TableMetadata source, TableMetadata target, IReadOnlySet<int> heldIds, MergeMode mode)
    {
        var parts = new[]
        {
            LayoutUnion.Version(ancestor, source, target),
            SchemaUnion.Make(ancestor, source, target, heldIds),
            LayoutUnion.Make(ancestor, source, target),
            PropertyUnion.Make(ancestor, source, target, mode),
        };
        var reasons = parts.SelectMany(part => part.Reasons).Distinct(StringComparer.Ordinal).ToList();
        if (reasons.Count > 0)
            return ([], reasons);
        List<TableUpdate> updates = [.. parts.SelectMany(part => part.Updates)];
        return Trial(source, target, updates) is { } problem ? ([], [problem]) : (updates, []);
    }

    /// <summary>Files name specs and orders by their ids, so they must come out with those they have in the source.</summary>
    private static string? Trial(TableMetadata source, TableMetadata target, IReadOnlyList<TableUpdate> updates)
    {
        try
        {
            var joint = MetadataChange.Apply(target, updates, target.LastUpdatedMs);
            return source.PartitionSpecs.All(spec => joint.PartitionSpecs.Any(other => other.SpecId == spec.SpecId && other.Fields.SequenceEqual(spec.Fields)))
                ? null
                : "A partition spec of the source is not in the target";
        }
        catch (IcebergException e) when (e.Kind is IcebergFault.Invalid or IcebergFault.Conflict)
        {
            return $"The sides do not join: {e.Message.TrimEnd('.')}";
        }
    }
}
