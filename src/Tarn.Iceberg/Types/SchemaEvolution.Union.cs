namespace Tarn.Iceberg.Types;

/// <content>What a table needs so that rows of another schema fit in.</content>
public static partial class SchemaEvolution
{
    /// <summary>
    /// The changes after which rows of <paramref name="incoming"/>, matched by name, fit the table: columns added at the end, types promoted,
    /// children of structs added, and columns made optional that may be null or are left out. Nothing is dropped. An incoming column that is
    /// narrower than the table's (int for long) fits as it is; a new column of type unknown, which holds nothing but nulls, is not added.
    /// </summary>
    /// <exception cref="IcebergException">Invalid, with every column that cannot fit in <see cref="IcebergException.Problems"/>.</exception>
    public static IReadOnlyList<SchemaChange> UnionByName(TableSchema current, TableSchema incoming, int formatVersion = 2)
    {
        var union = new Union(formatVersion);
        union.Fields(ColumnPath.Root, current.Fields, incoming.Fields);
        return union.Problems.Count == 0 ? union.Changes : throw IcebergException.Invalid("The rows do not fit the table", union.Problems);
    }

    private sealed class Union(int formatVersion)
    {
        public List<SchemaChange> Changes { get; } = [];

        public List<string> Problems { get; } = [];

        public void Fields(ColumnPath parent, IEnumerable<NestedField> current, IEnumerable<NestedField> incoming)
        {
            var there = current.ToDictionary(field => field.Name, StringComparer.Ordinal);
            var left = there.Keys.ToHashSet(StringComparer.Ordinal);
            foreach (var field in incoming)
            {
                left.Remove(field.Name);
                if (there.TryGetValue(field.Name, out var known))
                    Known(parent.Child(field.Name), known, field);
                else if (field.Type is not IcebergType.Unknown)
                    Changes.Add(new SchemaChange.Add(parent.Child(field.Name), field.Type, field.Doc));
            }
            Changes.AddRange(there.Values.Where(field => left.Contains(field.Name) && field.Required)
                .Select(field => new SchemaChange.MakeOptional(parent.Child(field.Name))));
        }

        private void Known(ColumnPath path, NestedField current, NestedField incoming)
        {
            if (current.Required && !incoming.Required)
                Changes.Add(new SchemaChange.MakeOptional(path));
            Types(path, current.Type, incoming.Type);
        }

        private void Types(ColumnPath path, IcebergType current, IcebergType incoming)
        {
            if (incoming is IcebergType.Unknown || TypePromotion.Allows(incoming, current))
                return;
            if (TypePromotion.Allows(current, incoming, formatVersion))
                Changes.Add(new SchemaChange.Promote(path, incoming));
            else if (current is IcebergType.Map map && incoming is IcebergType.Map other)
                Maps(path, map, other);
            else if (current.GetType() == incoming.GetType() && current is not IcebergType.Primitive)
                Fields(path, SchemaFields.Children(current), SchemaFields.Children(incoming));
            else
                Problems.Add($"'{path}' is {TypeText.Print(current)} in the table and {TypeText.Print(incoming)} in the rows.");
        }

        private void Maps(ColumnPath path, IcebergType.Map current, IcebergType.Map incoming)
        {
            if (!TypePromotion.Allows(WithoutIds(incoming.Key), WithoutIds(current.Key)))
                Problems.Add($"'{path}' has keys of {TypeText.Print(current.Key)} in the table and of {TypeText.Print(incoming.Key)} in the rows.");
            Known(path.Child("value"), SchemaFields.Children(current).Last(), SchemaFields.Children(incoming).Last());
        }

        private static IcebergType WithoutIds(IcebergType type) => new FreshIds().Assign(type);
    }
}
