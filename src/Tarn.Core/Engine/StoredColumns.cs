using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// Which columns of a table the files that the engine writes have, and which it cannot write as the spec wants them (Appendix A, "Parquet"). Pure.
/// </summary>
internal static class StoredColumns
{
    /// <summary>The columns of the files: those of type unknown are left out at every depth (spec, "Primitive Types").</summary>
    public static FieldList Of(FieldList fields) => new(fields.Where(IsStored).Select(field => field.Type is IcebergType.Struct s ? field with { Type = new IcebergType.Struct(Of(s.Fields)) } : field));

    /// <summary>Whether the engine writes such a column as the spec wants it.</summary>
    public static bool IsWritable(IcebergType type) => Refused("", type, isTop: true) is null;

    /// <summary>Every column that cannot be written, and why.</summary>
    public static IReadOnlyList<Problem> Refused(TableSchema schema, string table) =>
    [
        .. schema.Fields.Select(field => Refused(field.Name, field.Type, isTop: true)).OfType<string>().Select(what => new Problem(
            "table.column-write", what, table, "Rows can be deleted with the table property write.delete.mode merge-on-read, which writes none; let another engine write the table, or replace the column.")),
    ];

    /// <summary>
    /// The schema without columns that the engine cannot write and the rows do not have: files that lack them are read as null. Those of which something is made
    /// when they are absent stay, and are refused.
    /// </summary>
    public static TableSchema Given(TableMetadata table, IReadOnlySet<string> given)
    {
        var sources = table.DefaultSpec.Fields.Select(f => f.SourceId).Concat(table.DefaultSortOrder.Fields.Select(f => f.SourceId)).ToHashSet();
        var schema = table.CurrentSchema;
        return schema with { Fields = new FieldList(schema.Fields.Where(f => given.Contains(f.Name) || IsWritable(f.Type) || f.Required || f.InitialDefault is not null || f.WriteDefault is not null || sources.Contains(f.Id))) };
    }

    private static bool IsStored(NestedField field) => field.Type switch
    {
        IcebergType.Unknown => false,
        IcebergType.Struct s => s.Fields.Any(IsStored),
        _ => true,
    };

    private static string? Refused(string path, IcebergType type, bool isTop) => type switch
    {
        IcebergType.Fixed => $"Column '{path}' is {TypeText.Print(type)}: DuckDB writes no Parquet columns of a fixed length.",
        IcebergType.TimestampNanos { WithZone: true } => $"Column '{path}' is {TypeText.Print(type)}, a type that DuckDB does not have.",
        IcebergType.Geography or IcebergType.Geometry { Crs: not (null or "OGC:CRS84") } => $"Column '{path}' is {TypeText.Print(type)}: DuckDB writes shapes of no reference system but the default.",
        IcebergType.Variant when !isTop => $"Column '{path}' is a variant inside another column, which DuckDB does not write.",
        IcebergType.Unknown when !isTop => $"Column '{path}' is of unknown type inside a list or map, which no file can leave out.",
        IcebergType.Struct s when !s.Fields.Any(IsStored) => $"Column '{path}' is a struct of columns of unknown type alone, of which a file has none.",
        IcebergType.Struct s => s.Fields.Where(f => f.Type is not IcebergType.Unknown).Select(f => Refused($"{path}.{f.Name}", f.Type, isTop: false)).FirstOrDefault(why => why is not null),
        IcebergType.List l => Refused($"{path}.element", l.Element, isTop: false),
        IcebergType.Map m => Refused($"{path}.key", m.Key, isTop: false) ?? Refused($"{path}.value", m.Value, isTop: false),
        _ => null,
    };
}
