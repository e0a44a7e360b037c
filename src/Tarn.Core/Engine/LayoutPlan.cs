using Tarn.Iceberg;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>What a table must learn before its files are laid out as wished. Pure.</summary>
internal static class LayoutPlan
{
    private const string FormatVersion = "format-version";

    /// <summary>The version that a table is of once it is laid out so; null is one that is yet to be made.</summary>
    public static int VersionOf(TableMetadata? table, TableLayout layout) => VersionIn(layout) ?? table?.FormatVersion ?? 2;

    /// <summary>The partition spec of a new table.</summary>
    /// <exception cref="IcebergException">Invalid, with every field that cannot be.</exception>
    public static PartitionSpec SpecOf(TableLayout layout, TableSchema schema) => PartitionEvolution.Create(schema, layout.Partitions ?? []);

    /// <summary>The sort order of a new table.</summary>
    /// <exception cref="IcebergException">Invalid, with every column that is not there.</exception>
    public static SortOrder OrderOf(TableLayout layout, TableSchema schema) => new() { OrderId = 0, Fields = FieldsOf(layout.Sort ?? [], schema) };

    /// <summary>Properties of the table itself; what is a property in name only is left out.</summary>
    public static IReadOnlyDictionary<string, string> PropertiesOf(TableLayout layout) =>
        layout.Properties.Where(p => p.Key != FormatVersion).ToDictionary(StringComparer.Ordinal);

    /// <summary>The changes that a table needs. A layout of columns that are gone ends when nothing new is asked for.</summary>
    /// <param name="table">The table as it is.</param>
    /// <param name="schema">The schema that it gets in the same change.</param>
    /// <param name="layout">What is wished.</param>
    /// <exception cref="IcebergException">Invalid, with everything that cannot be.</exception>
    public static IReadOnlyList<TableUpdate> Updates(TableMetadata table, TableSchema schema, TableLayout layout) =>
        [.. Version(table, layout), .. Spec(table.DefaultSpec, schema, layout), .. Order(table.DefaultSortOrder, schema, layout), .. Properties(table, layout)];

    private static int? VersionIn(TableLayout layout) =>
        layout.Properties.TryGetValue(FormatVersion, out var text) ? int.TryParse(text, out var version) ? version : -1 : null;

    private static IEnumerable<TableUpdate> Version(TableMetadata table, TableLayout layout) =>
        VersionIn(layout) is { } version && version != table.FormatVersion ? [new TableUpdate.UpgradeFormatVersion(version)] : [];

    private static IEnumerable<TableUpdate> Spec(PartitionSpec current, TableSchema schema, TableLayout layout)
    {
        var wanted = layout.Partitions is not null ? SpecOf(layout, schema) : Fits(current, schema) ? current : PartitionSpec.Unpartitioned;
        return Same(current, wanted) ? [] : [new TableUpdate.AddSpec(wanted), new TableUpdate.SetDefaultSpec(TableUpdate.LastAdded)];
    }

    private static IEnumerable<TableUpdate> Order(SortOrder current, TableSchema schema, TableLayout layout)
    {
        var fields = layout.Sort is not null ? FieldsOf(layout.Sort, schema)
            : current.Fields.All(f => SchemaFields.ById(schema, f.SourceId) is not null) ? current.Fields : [];
        return fields.SequenceEqual(current.Fields)
            ? []
            : [new TableUpdate.AddSortOrder(new SortOrder { OrderId = 0, Fields = fields }), new TableUpdate.SetDefaultSortOrder(TableUpdate.LastAdded)];
    }

    private static IEnumerable<TableUpdate> Properties(TableMetadata table, TableLayout layout)
    {
        var changed = PropertiesOf(layout).Where(p => table.Properties.GetValueOrDefault(p.Key) != p.Value).ToDictionary(StringComparer.Ordinal);
        return changed.Count == 0 ? [] : [new TableUpdate.SetProperties(changed)];
    }

    private static bool Fits(PartitionSpec spec, TableSchema schema) =>
        spec.Fields.All(f => f.Transform is Transform.Void || SchemaFields.ById(schema, f.SourceId) is not null);

    /// <summary>Whether two specs split rows alike, whatever their ids.</summary>
    public static bool Same(PartitionSpec one, PartitionSpec other) =>
        one.Fields.Select(f => (f.SourceId, f.Transform, f.Name)).SequenceEqual(other.Fields.Select(f => (f.SourceId, f.Transform, f.Name)));

    private static IReadOnlyList<SortField> FieldsOf(IReadOnlyList<SortTerm> terms, TableSchema schema)
    {
        var found = terms.Select(term => (Term: term, Field: SchemaFields.Find(schema, term.Source))).ToList();
        var missing = found.Where(f => f.Field is null).Select(f => $"there is no column '{f.Term.Source}'.").ToList();
        return missing.Count == 0
            ? [.. found.Select(f => new SortField(f.Field!.Id, f.Term.Transform, f.Term.Descending, f.Term.NullsLast))]
            : throw IcebergException.Invalid("The table cannot be sorted so", missing);
    }
}
