using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// A column that a table requires stays required as long as new rows have no nulls in it, which their files tell once they are written: whether it does changes
/// no id and no file. Pure.
/// </summary>
internal static class RequiredColumns
{
    /// <summary>The rows' schema as if they had no nulls where the table requires values.</summary>
    public static TableSchema Assumed(TableMetadata? table, TableSchema incoming) => Of(table, incoming, _ => true);

    /// <summary>The rows' schema as their files tell it.</summary>
    public static TableSchema Told(TableMetadata? table, TableSchema incoming, IReadOnlyList<DataFile> added) => Of(table, incoming, field => IsFull(field, added));

    /// <summary>Whether files hold no null of a column; false when one does not tell.</summary>
    private static bool IsFull(NestedField field, IReadOnlyList<DataFile> added) => added.All(file => file.NullCounts is { } nulls && nulls.TryGetValue(field.Id, out var count) && count == 0);

    private static TableSchema Of(TableMetadata? table, TableSchema incoming, Func<NestedField, bool> isFull)
    {
        var required = table?.CurrentSchema.Fields.Where(field => field.Required && isFull(field)).Select(field => field.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return required.Count == 0 ? incoming : incoming with { Fields = new FieldList(incoming.Fields.Select(field => required.Contains(field.Name) ? field with { Required = true } : field)) };
    }
}
