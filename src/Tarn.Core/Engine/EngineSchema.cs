using Tarn.DuckDb;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The Iceberg schema of a query's columns. What Iceberg (version 2) does not have is widened so that no value changes: small integers to int, unsigned to
/// the next larger, HUGEINT to decimal(38, 0), every timestamp without zone to microseconds; ENUM, JSON, BIT, INTERVAL and TIMETZ become text.
/// </summary>
public static class EngineSchema
{
    /// <summary>A schema with fresh ids; every column optional.</summary>
    /// <exception cref="TarnException">Invalid: two columns have names that differ in case only, or a type has no place in Iceberg; all at once.</exception>
    public static TableSchema Of(IReadOnlyList<DuckDbColumn> columns, string where)
    {
        var problems = columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => new Problem("models.duplicate-column", $"Two columns are named '{g.Key}'.", where, "Give each its own name with 'as'."))
            .ToList();
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
        return FreshIds.Of(new TableSchema { SchemaId = 0, Fields = new FieldList(columns.Select(c => Field(c.Name, c.Type, where))) });
    }

    private static NestedField Field(string name, DuckDbType type, string where) => new() { Id = 0, Name = name, Type = TypeOf(type, name, where) };

    private static IcebergType TypeOf(DuckDbType type, string column, string where) => type switch
    {
        DuckDbType.Scalar s => SimpleOf(s.Kind) ?? throw Unfit(type, column, where),
        DuckDbType.Enum => new IcebergType.String(),
        DuckDbType.Decimal d => new IcebergType.Decimal(d.Width, d.Scale),
        DuckDbType.List l => new IcebergType.List(0, TypeOf(l.Element, column, where), ElementRequired: false),
        DuckDbType.Array a => new IcebergType.List(0, TypeOf(a.Element, column, where), ElementRequired: false),
        DuckDbType.Map m => new IcebergType.Map(0, TypeOf(m.Key, column, where), 0, TypeOf(m.Value, column, where), ValueRequired: false),
        DuckDbType.Struct s => new IcebergType.Struct(new FieldList(s.Fields.Select(f => Field(f.Name, f.Type, where)))),
        _ => throw Unfit(type, column, where),
    };

    private static IcebergType? SimpleOf(DuckDbScalar id) => id switch
    {
        DuckDbScalar.Boolean => new IcebergType.Boolean(),
        DuckDbScalar.TinyInt or DuckDbScalar.SmallInt or DuckDbScalar.Integer or DuckDbScalar.UTinyInt or DuckDbScalar.USmallInt => new IcebergType.Int(),
        DuckDbScalar.BigInt or DuckDbScalar.UInteger => new IcebergType.Long(),
        DuckDbScalar.UBigInt => new IcebergType.Decimal(20, 0),
        DuckDbScalar.HugeInt or DuckDbScalar.UHugeInt => new IcebergType.Decimal(38, 0),
        DuckDbScalar.Float => new IcebergType.Float(),
        DuckDbScalar.Double => new IcebergType.Double(),
        DuckDbScalar.Date => new IcebergType.Date(),
        DuckDbScalar.Time => new IcebergType.Time(),
        DuckDbScalar.Timestamp or DuckDbScalar.TimestampS or DuckDbScalar.TimestampMs or DuckDbScalar.TimestampNs => new IcebergType.Timestamp(WithZone: false),
        DuckDbScalar.TimestampTz => new IcebergType.Timestamp(WithZone: true),
        DuckDbScalar.Varchar or DuckDbScalar.Bit or DuckDbScalar.Interval or DuckDbScalar.TimeTz or DuckDbScalar.SqlNull => new IcebergType.String(),
        DuckDbScalar.Blob => new IcebergType.Binary(),
        DuckDbScalar.Uuid => new IcebergType.Uuid(),
        _ => null,
    };

    private static TarnException Unfit(DuckDbType type, string column, string where) =>
        new(FailureKind.Invalid, new Problem(
            "models.column-type", $"Column '{column}' has type {type}, which Iceberg tables cannot hold.", where, "Cast it, for example to varchar."));
}
