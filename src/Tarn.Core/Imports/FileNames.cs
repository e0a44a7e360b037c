using Tarn.Engine;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>
/// The columns of a file under the names that a table has for them now: by their field ids, or by the table's name mapping where the file has none. Ids that
/// mean another column in the table are told. Pure.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="mapping">Its name mapping; null when it has none.</param>
/// <param name="conflicts">Takes the columns that do not fit.</param>
internal sealed class FileNames(TableMetadata table, NameMapping? mapping, ImportConflicts conflicts)
{
    private readonly Dictionary<int, NestedField> _now = SchemaFields.All(table.CurrentSchema).ToDictionary(found => found.Field.Id, found => found.Field);

    private readonly ILookup<int, string> _ever = table.Schemas.SelectMany(SchemaFields.All).ToLookup(found => found.Field.Id, found => found.Field.Name);

    /// <summary>The columns; those that the table dropped are left out.</summary>
    public IReadOnlyList<FileColumn> Of(FileSchema schema, ConflictSide side)
    {
        if (schema.HasFieldIds && !IsOfTable(ColumnPath.Root, schema.Columns, side))
            return schema.Columns;
        var known = schema.HasFieldIds || mapping is null ? schema.Columns : [.. schema.Columns.Select(column => column.Mapped(mapping.Fields))];
        return Named(known);
    }

    private List<FileColumn> Named(IReadOnlyList<FileColumn> columns) =>
        [.. columns.Where(column => column.FieldId is not { } id || _now.ContainsKey(id) || !_ever.Contains(id)).Select(Named)];

    private FileColumn Named(FileColumn column) => column with
    {
        Name = column.FieldId is { } id && _now.TryGetValue(id, out var field) ? field.Name : column.Name,
        Type = column.Type switch
        {
            FileType.Struct s => new FileType.Struct(Named(s.Columns)),
            FileType.List l => new FileType.List(Named(l.Element)),
            FileType.Map m => new FileType.Map(Named(m.Key), Named(m.Value)),
            _ => column.Type,
        },
    };

    /// <summary>Whether all ids are the table's; those that are not are told.</summary>
    private bool IsOfTable(ColumnPath parent, IEnumerable<FileColumn> columns, ConflictSide side)
    {
        var isOfTable = true;
        foreach (var column in columns)
        {
            var path = parent.Child(column.Name);
            var problem = ProblemOf(path, column);
            if (problem is not null)
                conflicts.Add($"{path}", problem, side);
            isOfTable &= IsOfTable(path, ChildrenOf(column.Type), side) && problem is null;
        }
        return isOfTable;
    }

    /// <summary>Parts of lists and maps have names of their writers' own.</summary>
    private string? ProblemOf(ColumnPath path, FileColumn column)
    {
        if (column.FieldId is not { } id)
            return $"'{path}' has no field id in a file that has ids.";
        if (!_ever.Contains(id))
            return $"'{path}' has the field id {id}, which the table never gave.";
        var names = _ever[id].Distinct(StringComparer.Ordinal).ToList();
        return names.Contains(column.Name, StringComparer.Ordinal) || names is ["element"] or ["key"] or ["value"]
            ? null
            : $"'{path}' has the field id {id}, which is '{names[^1]}' in the table.";
    }

    private static IEnumerable<FileColumn> ChildrenOf(FileType type) => type switch
    {
        FileType.Struct s => s.Columns,
        FileType.List l => [l.Element],
        FileType.Map m => [m.Key, m.Value],
        _ => [],
    };
}
