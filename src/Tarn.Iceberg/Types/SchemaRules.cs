namespace Tarn.Iceberg.Types;

/// <summary>What every schema keeps (spec, "Schemas and Data Types").</summary>
internal static class SchemaRules
{
    /// <summary>Sentences on ids used twice, names used twice among siblings and identifier fields that cannot be; empty for a sound schema.</summary>
    public static IReadOnlyList<string> Problems(TableSchema schema)
    {
        var all = SchemaFields.All(schema).ToList();
        var twice = all.GroupBy(field => field.Field.Id).Where(same => same.Count() > 1)
            .Select(same => $"id {same.Key} is used by {string.Join(" and ", same.Select(field => $"'{field.Path}'"))}.");
        var names = Structs(schema).SelectMany(fields => fields.GroupBy(field => field.Name, StringComparer.Ordinal))
            .Where(same => same.Count() > 1)
            .Select(same => $"the name '{same.Key}' is used {same.Count()} times among siblings.");
        var known = all.ToLookup(field => field.Field.Id);
        var identifiers = schema.IdentifierFieldIds.Where(id => !known.Contains(id)).Select(id => $"identifier field {id} is not in it.");
        return [.. twice, .. names, .. identifiers];
    }

    /// <summary>Sentences on fields that are to identify rows and may not (spec, "Identifier Field IDs"); empty for a sound schema. Old tables may break this.</summary>
    public static IReadOnlyList<string> IdentifierProblems(TableSchema schema)
    {
        var identifying = Identifying(schema.Fields).ToDictionary(field => field.Id);
        return
        [
            .. schema.IdentifierFieldIds.Select(id => SchemaFields.ById(schema, id)).OfType<NestedField>().Where(field => !identifying.ContainsKey(field.Id))
                .Select(field => $"'{field.Name}' cannot identify rows: it must be required, with all it lies in, of a simple type that is neither float nor double, and in no list or map."),
        ];
    }

    /// <summary>Sentences on what needs a later version of the format; empty when all is allowed.</summary>
    public static IReadOnlyList<string> VersionProblems(TableSchema schema, int formatVersion) =>
        formatVersion >= 3
            ? []
            :
            [
                .. SchemaFields.All(schema).Where(field => NeedsVersion3(field.Field.Type))
                    .Select(field => $"'{field.Path}' is of type {TypeText.Print(field.Field.Type)}, which needs format version 3."),
                .. SchemaFields.All(schema).Where(field => field.Field.InitialDefault is not null || field.Field.WriteDefault is not null)
                    .Select(field => $"'{field.Path}' has a default value, which needs format version 3."),
            ];

    private static IEnumerable<NestedField> Identifying(FieldList fields) => fields.Where(field => field.Required).SelectMany(field => field.Type switch
    {
        IcebergType.Struct inner => Identifying(inner.Fields),
        IcebergType.Primitive and not (IcebergType.Float or IcebergType.Double) => [field],
        _ => Enumerable.Empty<NestedField>(),
    });

    private static bool NeedsVersion3(IcebergType type) =>
        type is IcebergType.TimestampNanos or IcebergType.Variant or IcebergType.Unknown or IcebergType.Geometry or IcebergType.Geography;

    private static IEnumerable<FieldList> Structs(TableSchema schema) =>
        SchemaFields.All(schema).Select(field => field.Field.Type).OfType<IcebergType.Struct>().Select(type => type.Fields).Prepend(schema.Fields);
}
