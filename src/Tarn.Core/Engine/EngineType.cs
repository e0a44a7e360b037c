using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The engine's spelling of an Iceberg type.</summary>
public static class EngineType
{
    /// <summary>Sees to it that the engine can hold every column.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="where">The table, for the message.</param>
    /// <exception cref="TarnException">Invalid: it cannot, with every column that it cannot hold.</exception>
    public static void Check(TableSchema schema, string where)
    {
        var problems = SchemaFields.All(schema).Where(found => found.Field.Type is IcebergType.TimestampNanos { WithZone: true })
            .Select(found => new Problem("engine.type", $"Column '{found.Path}' has the Iceberg type '{TypeText.Print(found.Field.Type)}', which the engine cannot hold.", where, "Rewrite the column with another type, for example timestamptz."))
            .ToList();
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
    }

    /// <summary>The SQL type that reads and writes an Iceberg type: <c>BIGINT</c>, <c>STRUCT("a" INTEGER)</c>.</summary>
    /// <exception cref="TarnException">Invalid: the engine has no such type.</exception>
    public static string SqlOf(IcebergType type) => type switch
    {
        IcebergType.Boolean => "BOOLEAN",
        IcebergType.Int => "INTEGER",
        IcebergType.Long => "BIGINT",
        IcebergType.Float => "FLOAT",
        IcebergType.Double => "DOUBLE",
        IcebergType.Decimal d => $"DECIMAL({d.Precision}, {d.Scale})",
        IcebergType.Date => "DATE",
        IcebergType.Time => "TIME",
        IcebergType.Timestamp { WithZone: true } => "TIMESTAMPTZ",
        IcebergType.Timestamp => "TIMESTAMP",
        IcebergType.TimestampNanos { WithZone: false } => "TIMESTAMP_NS",
        IcebergType.String => "VARCHAR",
        IcebergType.Uuid => "UUID",
        IcebergType.Fixed or IcebergType.Binary => "BLOB",
        IcebergType.Variant => "VARIANT",
        IcebergType.Unknown => "\"NULL\"",
        IcebergType.Geometry or IcebergType.Geography => "GEOMETRY",
        IcebergType.Struct s => $"STRUCT({string.Join(", ", s.Fields.Select(f => $"{SqlText.Name(f.Name)} {SqlOf(f.Type)}"))})",
        IcebergType.List l => SqlOf(l.Element) + "[]",
        IcebergType.Map m => $"MAP({SqlOf(m.Key)}, {SqlOf(m.Value)})",
        _ => throw new TarnException(FailureKind.Invalid, new Problem(
            "engine.type", $"The engine cannot hold the Iceberg type '{TypeText.Print(type)}'.", Next: "Leave the column out of the query.")),
    };
}
