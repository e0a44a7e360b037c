using Tarn.Iceberg;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The expression that makes a field's value from a file's column, found by field ids at every depth: children that were renamed, added, dropped, moved or
/// promoted since the file was written (spec, "Column Projection"). Pure text.
/// </summary>
/// <param name="absent">The value of a field that the file does not have.</param>
/// <param name="location">A file with the column, for messages.</param>
internal sealed class ColumnSql(Func<NestedField, string> absent, string location)
{
    /// <summary>True when the engine's own reading by the names of children gives the value, so that the column can be read as the field's type.</summary>
    public static bool IsPlain(IcebergType type, FileColumn column) => (type, column.Type) switch
    {
        (IcebergType.Struct s, FileType.Struct inFile) => IsPlain(s, inFile),
        (IcebergType.List l, FileType.List inFile) => IsPlain(l.Element, inFile.Element),
        (IcebergType.Map m, FileType.Map inFile) => IsPlain(m.Key, inFile.Key) && IsPlain(m.Value, inFile.Value),
        (IcebergType.Variant, FileType.Struct) => false,
        (IcebergType.String, FileType.Leaf { Name: "BLOB" }) => false,
        (IcebergType.Primitive, FileType.Leaf) => true,
        _ => false,
    };

    /// <summary>The value as the type.</summary>
    /// <param name="type">The type to read as.</param>
    /// <param name="column">The file's column.</param>
    /// <param name="value">The column's value as the file has it, in SQL.</param>
    /// <param name="depth">How many lists and maps are around it, which keeps their names apart.</param>
    /// <exception cref="IcebergException">Corrupt: the column is of another kind than the field.</exception>
    public string Of(IcebergType type, FileColumn column, string value, int depth = 0) => (type, column.Type) switch
    {
        _ when IsPlain(type, column) => $"{value}::{EngineType.SqlOf(type)}",
        (IcebergType.String, FileType.Leaf) => $"decode({value})",
        (IcebergType.Variant, FileType.Struct { Columns.Count: 2 }) when column.IsVariantShaped => $"variant_bytes_to_variant(({value}).metadata || ({value}).value)",
        (IcebergType.Struct s, FileType.Struct inFile) => OfStruct(s, inFile, value, depth),
        (IcebergType.List l, FileType.List inFile) => $"list_transform({value}, lambda e{depth}: {Of(l.Element, inFile.Element, $"e{depth}", depth + 1)})",
        (IcebergType.Map m, FileType.Map inFile) => OfMap(m, inFile, value, depth),
        _ => throw new IcebergException(IcebergFault.Corrupt, $"{location}: column '{column.Name}' is {column.Type.Sql}, and the table reads it as {EngineType.SqlOf(type)}.", location),
    };

    private static bool IsPlain(IcebergType.Struct type, FileType.Struct inFile) =>
        type.Fields.Any(field => ById(inFile, field.Id) is not null) && type.Fields.All(field => ById(inFile, field.Id) is { } column
            ? column.Name == field.Name && IsPlain(field.Type, column)
            : field.InitialDefault is null && !inFile.Columns.Any(other => string.Equals(other.Name, field.Name, StringComparison.OrdinalIgnoreCase)));

    private string OfStruct(IcebergType.Struct type, FileType.Struct inFile, string value, int depth)
    {
        var fields = type.Fields.Select(field => ById(inFile, field.Id) is { } column
            ? $"{SqlText.Name(field.Name)} := {Of(field.Type, column, $"({value}).{SqlText.Name(column.Name)}", depth)}"
            : $"{SqlText.Name(field.Name)} := {absent(field)}");
        return $"case when {value} is not null then struct_pack({string.Join(", ", fields)}) end";
    }

    private string OfMap(IcebergType.Map type, FileType.Map inFile, string value, int depth)
    {
        var key = Of(type.Key, inFile.Key, $"e{depth}.key", depth + 1);
        var item = Of(type.Value, inFile.Value, $"e{depth}.value", depth + 1);
        return $"map_from_entries(list_transform(map_entries({value}), lambda e{depth}: struct_pack(key := {key}, value := {item})))";
    }

    private static FileColumn? ById(FileType.Struct inFile, int id) => inFile.Columns.FirstOrDefault(column => column.FieldId == id);
}
