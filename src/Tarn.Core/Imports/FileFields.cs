using Tarn.Engine;
using Tarn.Iceberg.Types;

namespace Tarn.Imports;

/// <summary>The fields that columns of Parquet become. Field ids are those of the file, 0 where it has none. Pure.</summary>
/// <param name="formatVersion">The table's version, which bounds the types.</param>
/// <param name="side">The file, and how many there are like it.</param>
/// <param name="conflicts">Takes the columns that Iceberg cannot hold.</param>
internal sealed class FileFields(int formatVersion, (string File, int Count) side, ImportConflicts conflicts)
{
    /// <summary>The fields of columns; those that cannot be are left out, and told.</summary>
    public FieldList Of(IReadOnlyList<FileColumn> columns) => Of(ColumnPath.Root, columns);

    /// <summary>The type of values without children; null when Iceberg has none in this version.</summary>
    public static IcebergType? TypeOf(string engineType, int formatVersion) => engineType switch
    {
        "BOOLEAN" => new IcebergType.Boolean(),
        "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" => new IcebergType.Int(),
        "BIGINT" or "UINTEGER" => new IcebergType.Long(),
        "FLOAT" => new IcebergType.Float(),
        "DOUBLE" => new IcebergType.Double(),
        "DATE" => new IcebergType.Date(),
        "TIME" or "TIME WITH TIME ZONE" => new IcebergType.Time(),
        "TIMESTAMP" => new IcebergType.Timestamp(WithZone: false),
        "TIMESTAMP WITH TIME ZONE" => new IcebergType.Timestamp(WithZone: true),
        "TIMESTAMP_NS" when formatVersion >= 3 => new IcebergType.TimestampNanos(WithZone: false),
        "VARCHAR" or "JSON" => new IcebergType.String(),
        "BLOB" => new IcebergType.Binary(),
        "UUID" => new IcebergType.Uuid(),
        _ when engineType.StartsWith("DECIMAL(", StringComparison.Ordinal) => TypeText.Parse(engineType.ToLowerInvariant()),
        _ => null,
    };

    private static string Told(string engineType) => engineType switch
    {
        "UBIGINT" => "an unsigned 64-bit integer",
        "TIMESTAMP_NS" => "a timestamp in nanoseconds",
        "INTERVAL" => "an interval",
        _ => $"of the type {engineType}",
    };

    private FieldList Of(ColumnPath parent, IReadOnlyList<FileColumn> columns) => new(columns.Select(column => Of(parent, column)).OfType<NestedField>());

    private NestedField? Of(ColumnPath parent, FileColumn column) =>
        TypeOf(parent.Child(column.Name), column.Type) is { } type ? new NestedField { Id = column.FieldId ?? 0, Name = column.Name, Type = type } : null;

    private IcebergType? TypeOf(ColumnPath path, FileType type) => type switch
    {
        FileType.Struct s => Of(path, s.Columns) is { Count: > 0 } fields ? new IcebergType.Struct(fields) : null,
        FileType.List l => TypeOf(path.Child("element"), l.Element.Type) is { } element ? new IcebergType.List(l.Element.FieldId ?? 0, element, ElementRequired: false) : null,
        FileType.Map m => TypeOf(path.Child("key"), m.Key.Type) is { } key && TypeOf(path.Child("value"), m.Value.Type) is { } value
            ? new IcebergType.Map(m.Key.FieldId ?? 0, key, m.Value.FieldId ?? 0, value, ValueRequired: false)
            : null,
        FileType.Leaf leaf => TypeOf(leaf.Name, formatVersion) ?? Unfit(path, leaf),
        _ => null,
    };

    private IcebergType? Unfit(ColumnPath path, FileType.Leaf leaf)
    {
        conflicts.Add($"{path}", $"'{path}' is {Told(leaf.Name)}, which tables of version {formatVersion} cannot hold.", new ConflictSide(leaf.Name, side.File, side.Count));
        return null;
    }
}
