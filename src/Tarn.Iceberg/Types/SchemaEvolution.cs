namespace Tarn.Iceberg.Types;

/// <summary>Changes schemas as values (spec, "Schema Evolution"): ids stay, new columns get ids that were never used.</summary>
public static partial class SchemaEvolution
{
    /// <summary>The schema after the changes, each seeing those before it.</summary>
    /// <param name="current">The schema of the table.</param>
    /// <param name="lastColumnId">The table's <c>last-column-id</c>.</param>
    /// <param name="changes">What to change, in order.</param>
    /// <param name="formatVersion">The table's version, which bounds the types.</param>
    /// <exception cref="IcebergException">Invalid, with every change that cannot be made in <see cref="IcebergException.Problems"/>.</exception>
    public static EvolvedSchema Apply(TableSchema current, int lastColumnId, IReadOnlyList<SchemaChange> changes, int formatVersion = 2)
    {
        var ids = new FreshIds(lastColumnId);
        var problems = new List<string>();
        var schema = current;
        foreach (var change in changes)
            schema = Try(schema, change, ids, formatVersion, problems);
        problems.AddRange(SchemaRules.VersionProblems(schema, formatVersion).Except(SchemaRules.VersionProblems(current, formatVersion)));
        return problems.Count == 0
            ? new EvolvedSchema(schema, ids.LastColumnId)
            : throw IcebergException.Invalid("The schema cannot change so", problems);
    }

    private static TableSchema Try(TableSchema schema, SchemaChange change, FreshIds ids, int formatVersion, List<string> problems)
    {
        if (ProblemOf(schema, change, formatVersion) is not { } problem)
            return schema with { Fields = Change(schema.Fields, change, ids) };
        problems.Add(problem);
        return schema;
    }

    private static FieldList Change(FieldList fields, SchemaChange change, FreshIds ids) => change switch
    {
        SchemaChange.Add add => EditSiblings(fields, add.Path.Parent.Names, siblings => new FieldList([.. siblings, NewField(add, ids)])),
        SchemaChange.Drop drop => EditSiblings(fields, drop.Path.Parent.Names, siblings => new FieldList(siblings.Where(s => s.Name != drop.Path.Name))),
        SchemaChange.Move move => EditSiblings(fields, move.Path.Parent.Names, siblings => Moved(siblings, move)),
        SchemaChange.Rename rename => EditField(fields, rename.Path, field => field with { Name = rename.Name }),
        SchemaChange.Promote promote => EditField(fields, promote.Path, field => Promoted(field, promote.Type)),
        SchemaChange.MakeOptional optional => EditField(fields, optional.Path, field => field with { Required = false }),
        SchemaChange.Document document => EditField(fields, document.Path, field => field with { Doc = document.Doc }),
        _ => fields,
    };

    private static NestedField NewField(SchemaChange.Add add, FreshIds ids) => new()
    {
        Id = ids.Next(),
        Name = add.Path.Name,
        Type = ids.Assign(add.Type),
        Required = add.Required,
        Doc = add.Doc,
        InitialDefault = add.Default,
        WriteDefault = add.Default,
    };

    /// <summary>Defaults become values of the new type.</summary>
    private static NestedField Promoted(NestedField field, IcebergType type) => field with
    {
        Type = type,
        InitialDefault = Promoted(field.Type, field.InitialDefault, type),
        WriteDefault = Promoted(field.Type, field.WriteDefault, type),
    };

    private static object? Promoted(IcebergType from, object? value, IcebergType to) => value is null or NestedValue ? value : SingleValue.Decode(to, SingleValue.Encode(from, value));

    private static FieldList Moved(FieldList siblings, SchemaChange.Move move)
    {
        var moving = siblings.Single(field => field.Name == move.Path.Name);
        var others = siblings.Where(field => field != moving).ToList();
        var at = move.To switch
        {
            ColumnPosition.Before before => others.FindIndex(field => field.Name == before.Sibling),
            ColumnPosition.After after => others.FindIndex(field => field.Name == after.Sibling) + 1,
            _ => 0,
        };
        others.Insert(at, moving);
        return new FieldList(others);
    }

    private static FieldList EditField(FieldList fields, ColumnPath path, Func<NestedField, NestedField> edit) =>
        EditSiblings(fields, path.Parent.Names, siblings => new FieldList(siblings.Select(field => field.Name == path.Name ? edit(field) : field)));

    private static FieldList EditSiblings(FieldList fields, IReadOnlyList<string> parents, Func<FieldList, FieldList> edit)
    {
        if (parents.Count == 0)
            return edit(fields);
        return new FieldList(fields.Select(field => field.Name == parents[0]
            ? field with { Type = WithChildren(field.Type, EditSiblings(new FieldList(SchemaFields.Children(field.Type)), [.. parents.Skip(1)], edit)) }
            : field));
    }

    private static IcebergType WithChildren(IcebergType type, FieldList children) => type switch
    {
        IcebergType.Struct => new IcebergType.Struct(children),
        IcebergType.List list => list with { Element = children[0].Type, ElementRequired = children[0].Required },
        IcebergType.Map map => map with { Value = children[1].Type, ValueRequired = children[1].Required },
        _ => type,
    };
}
