using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Deletes;

/// <summary>The columns of a file of position deletes (spec, "Position Delete Files").</summary>
public static class PositionDeleteFile
{
    /// <summary>The field id of the data file's location.</summary>
    public const int FilePathId = 2147483546;

    /// <summary>The field id of the row's position, from 0.</summary>
    public const int PositionId = 2147483545;

    /// <summary>The two columns that matter; the deleted row beside them does not.</summary>
    public static TableSchema Schema { get; } = new()
    {
        SchemaId = 0,
        Fields = new FieldList(
        [
            new NestedField { Id = FilePathId, Name = "file_path", Type = new IcebergType.String(), Required = true },
            new NestedField { Id = PositionId, Name = "pos", Type = new IcebergType.Long(), Required = true },
        ]),
    };
}
