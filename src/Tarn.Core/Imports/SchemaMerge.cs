using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>
/// Joins the columns of files, and of the table they go to, by name: types widen where Iceberg allows it (spec, "Schema Evolution"), a column that one lacks is
/// optional. What does not join is told with every type it has. Pure.
/// </summary>
internal sealed class SchemaMerge(int formatVersion, ImportConflicts conflicts)
{
    private readonly Dictionary<ColumnPath, List<ConflictSide>> _sides = [];

    /// <summary>The columns so far.</summary>
    public FieldList Fields { get; private set; } = new([]);

    /// <summary>Takes columns in.</summary>
    /// <param name="fields">The columns.</param>
    /// <param name="file">Their file; null for the table's.</param>
    /// <param name="count">How many files have the same; 0 for the table.</param>
    public void Add(FieldList fields, string? file, int count) => Fields = Joined(ColumnPath.Root, Fields, fields, new ConflictSide("", file, count));

    private FieldList Joined(ColumnPath parent, FieldList known, FieldList incoming, ConflictSide side)
    {
        var fields = known.ToList();
        foreach (var field in incoming)
        {
            var path = parent.Child(field.Name);
            var at = fields.FindIndex(one => one.Name == field.Name);
            var near = at < 0 ? fields.FirstOrDefault(one => one.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)) : null;
            if (near is not null)
                conflicts.Add($"{path}", $"'{path}' and '{parent.Child(near.Name)}' differ in case only.", side);
            else if (at < 0)
                fields.Add(New(parent, field, side));
            else
                fields[at] = Joined(path, fields[at], field, side);
        }
        return new FieldList(fields);
    }

    private NestedField New(ColumnPath parent, NestedField field, ConflictSide side)
    {
        foreach (var (path, found) in SchemaFields.All(new TableSchema { SchemaId = 0, Fields = new FieldList([field]) }))
            See(new ColumnPath([.. parent.Names, .. path.Names]), Print(found.Type), side);
        return field;
    }

    private NestedField Joined(ColumnPath path, NestedField known, NestedField incoming, ConflictSide side) => known with
    {
        Id = JoinedId(path, known.Id, incoming.Id, side),
        Type = Joined(path, known.Type, incoming.Type, side),
        Required = known.Required && incoming.Required,
    };

    private IcebergType Joined(ColumnPath path, IcebergType known, IcebergType incoming, ConflictSide side)
    {
        var sides = See(path, Print(incoming), side);
        switch (known, incoming)
        {
            case (IcebergType.Struct a, IcebergType.Struct b):
                return new IcebergType.Struct(Joined(path, a.Fields, b.Fields, side));
            case (IcebergType.List a, IcebergType.List b):
                return new IcebergType.List(JoinedId(path, a.ElementId, b.ElementId, side), Joined(path.Child("element"), a.Element, b.Element, side), ElementRequired: false);
            case (IcebergType.Map a, IcebergType.Map b):
                return Joined(path, a, b, side);
        }
        if (TypePromotion.Allows(incoming, known, formatVersion))
            return known;
        if (TypePromotion.Allows(known, incoming, formatVersion))
            return incoming;
        conflicts.AddTypes($"{path}", sides);
        return known;
    }

    private IcebergType.Map Joined(ColumnPath path, IcebergType.Map known, IcebergType.Map incoming, ConflictSide side) => new(
        JoinedId(path, known.KeyId, incoming.KeyId, side),
        Joined(path.Child("key"), known.Key, incoming.Key, side),
        JoinedId(path, known.ValueId, incoming.ValueId, side),
        Joined(path.Child("value"), known.Value, incoming.Value, side),
        ValueRequired: false);

    private int JoinedId(ColumnPath path, int known, int incoming, ConflictSide side)
    {
        if (known != 0 && incoming != 0 && known != incoming)
            conflicts.Add($"{path}", $"'{path}' has the field id {known} in one file and {incoming} in another.", side);
        return known == 0 ? incoming : known;
    }

    /// <summary>The types of a column so far, this one included.</summary>
    private List<ConflictSide> See(ColumnPath path, string type, ConflictSide side)
    {
        if (!_sides.TryGetValue(path, out var sides))
            _sides.Add(path, sides = []);
        var same = sides.FindIndex(one => one.Type == type && one.Where is null == side.Where is null);
        if (same < 0)
            sides.Add(side with { Type = type });
        else
            sides[same] = sides[same] with { Files = sides[same].Files + side.Files };
        return sides;
    }

    private static string Print(IcebergType type) => type switch
    {
        IcebergType.Struct => "a struct",
        IcebergType.List => "a list",
        IcebergType.Map => "a map",
        _ => TypeText.Print(type),
    };
}
