namespace Tarn.Iceberg.Types;

/// <content>What may not be.</content>
public static partial class SchemaEvolution
{
    private static string? ProblemOf(TableSchema schema, SchemaChange change, int formatVersion)
    {
        if (change is SchemaChange.Add add)
            return ProblemOfAdd(schema, add, formatVersion);
        if (SchemaFields.Find(schema, change.Path) is not { } field)
            return $"There is no column '{change.Path}'.";
        if (InMapKey(schema, change.Path))
            return $"'{change.Path}' is part of a map's key, which cannot change.";
        var isPart = IsPartOfListOrMap(schema, change.Path);
        return change switch
        {
            SchemaChange.Drop or SchemaChange.Rename or SchemaChange.Move or SchemaChange.Document when isPart =>
                $"'{change.Path}' is part of a list or a map: it can be promoted or made optional, nothing else.",
            SchemaChange.Drop when Identifies(schema, field) => $"'{change.Path}' identifies rows and cannot be dropped.",
            SchemaChange.MakeOptional when schema.IdentifierFieldIds.Contains(field.Id) => $"'{change.Path}' identifies rows and cannot be optional.",
            SchemaChange.Rename rename => ProblemOfRename(schema, rename),
            SchemaChange.Move move => ProblemOfMove(schema, move),
            SchemaChange.Promote promote when !TypePromotion.Allows(field.Type, promote.Type, formatVersion) =>
                $"'{change.Path}' is of type {TypeText.Print(field.Type)}, which cannot become {TypeText.Print(promote.Type)}.",
            _ => null,
        };
    }

    private static string? ProblemOfAdd(TableSchema schema, SchemaChange.Add add, int formatVersion)
    {
        var parent = add.Path.Parent;
        if (add.Path.Name.Length == 0)
            return "A column needs a name.";
        if (parent.Names.Count > 0 && SchemaFields.Find(schema, parent)?.Type is not IcebergType.Struct)
            return $"'{add.Path}' cannot be added: '{parent}' is not a struct of the table.";
        if (InMapKey(schema, parent))
            return $"'{add.Path}' would be part of a map's key, which cannot change.";
        if (SchemaFields.Find(schema, add.Path) is not null)
            return $"'{add.Path}' is there already.";
        return add.Required && (add.Default is null || formatVersion < 3)
            ? $"'{add.Path}' cannot be added as required: the rows that are there have no value for it. Add it as optional."
            : null;
    }

    private static string? ProblemOfRename(TableSchema schema, SchemaChange.Rename rename)
    {
        if (rename.Name.Length == 0)
            return $"'{rename.Path}' needs a name.";
        var other = SchemaFields.Find(schema, rename.Path.Parent.Child(rename.Name));
        return other is not null && rename.Name != rename.Path.Name ? $"'{rename.Path}' cannot become '{rename.Name}', which is there already." : null;
    }

    private static string? ProblemOfMove(TableSchema schema, SchemaChange.Move move)
    {
        var sibling = move.To switch
        {
            ColumnPosition.Before before => before.Sibling,
            ColumnPosition.After after => after.Sibling,
            _ => null,
        };
        if (sibling == move.Path.Name)
            return $"'{move.Path}' cannot be moved next to itself.";
        return sibling is not null && SchemaFields.Find(schema, move.Path.Parent.Child(sibling)) is null
            ? $"'{move.Path}' cannot be moved next to '{sibling}', which is not among its siblings."
            : null;
    }

    private static bool IsPartOfListOrMap(TableSchema schema, ColumnPath path) =>
        SchemaFields.Find(schema, path.Parent)?.Type is IcebergType.List or IcebergType.Map;

    private static bool InMapKey(TableSchema schema, ColumnPath path) =>
        path.Names.Count > 1 && ((path.Name == "key" && SchemaFields.Find(schema, path.Parent)?.Type is IcebergType.Map) || InMapKey(schema, path.Parent));

    private static bool Identifies(TableSchema schema, NestedField field) =>
        schema.IdentifierFieldIds.Contains(field.Id) || SchemaFields.Children(field.Type).Any(child => Identifies(schema, child));
}
