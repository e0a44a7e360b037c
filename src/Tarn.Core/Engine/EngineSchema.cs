using Tarn.DuckDb;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>
/// The Iceberg schema of a query's columns. What Iceberg does not have is widened so that no value changes: small integers to int, unsigned to the next larger,
/// HUGEINT to decimal(38, 0), timestamps of seconds and milliseconds to microseconds; ENUM, JSON, BIT, INTERVAL and TIMETZ become text. Nanoseconds become
/// <c>timestamp_ns</c> in version 3; before, <c>timestamp</c> for values that are whole microseconds (<see cref="Nanoseconds"/>).
/// </summary>
public static class EngineSchema
{
    /// <summary>A schema with fresh ids; every column optional but those inside a column of nulls that the table knows.</summary>
    /// <param name="columns">The query's columns.</param>
    /// <param name="where">The table, for messages.</param>
    /// <param name="formatVersion">The version of the table that is to have them: 2 or 3.</param>
    /// <param name="table">
    /// The table that the rows go to. A column that the engine spells as the table's column is of the table's type: BLOB for <c>fixed</c>, GEOMETRY for
    /// <c>geography</c>, NULL for any. Null when the columns are the rows' own.
    /// </param>
    /// <exception cref="TarnException">Invalid: two columns have names that differ in case only, or a type has no place in Iceberg; all at once.</exception>
    public static TableSchema Of(IReadOnlyList<DuckDbColumn> columns, string where, int formatVersion, TableSchema? table = null)
    {
        var problems = columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => new Problem("models.duplicate-column", $"Two columns are named '{g.Key}'.", where, "Give each its own name with 'as'."))
            .ToList();
        if (problems.Count > 0)
            throw new TarnException(FailureKind.Invalid, problems);
        var reading = new Reading(where, formatVersion);
        return FreshIds.Of(new TableSchema { SchemaId = 0, Fields = new FieldList(columns.Select(c => reading.Field(c, c.Name, table?.Fields))) });
    }

    private sealed class Reading(string where, int formatVersion)
    {
        public NestedField Field(DuckDbColumn column, string top, IEnumerable<NestedField>? siblings) =>
            new() { Id = 0, Name = column.Name, Type = TypeOf(column.Type, top, siblings?.FirstOrDefault(f => f.Name == column.Name)?.Type) };

        private IcebergType TypeOf(DuckDbType type, string top, IcebergType? known) => type switch
        {
            DuckDbType.Scalar s => Known(s.Kind, known) ?? SimpleOf(s.Kind) ?? throw Unfit(type, top),
            DuckDbType.Enum => new IcebergType.String(),
            DuckDbType.Decimal d => new IcebergType.Decimal(d.Width, d.Scale),
            DuckDbType.List l => new IcebergType.List(0, TypeOf(l.Element, top, (known as IcebergType.List)?.Element), ElementRequired: false),
            DuckDbType.Array a => new IcebergType.List(0, TypeOf(a.Element, top, (known as IcebergType.List)?.Element), ElementRequired: false),
            DuckDbType.Map m => MapOf(m, top, known as IcebergType.Map),
            DuckDbType.Struct s => new IcebergType.Struct(new FieldList(s.Fields.Select(f => Field(f, top, (known as IcebergType.Struct)?.Fields)))),
            _ => throw Unfit(type, top),
        };

        private IcebergType.Map MapOf(DuckDbType.Map type, string top, IcebergType.Map? known) =>
            new(0, TypeOf(type.Key, top, known?.Key), 0, TypeOf(type.Value, top, known?.Value), ValueRequired: false);

        /// <summary>The table's type where the engine's values are the same as of it, or fewer.</summary>
        private static IcebergType? Known(DuckDbScalar kind, IcebergType? known) => (kind, known) switch
        {
            (DuckDbScalar.SqlNull, _) => known,
            (DuckDbScalar.Blob, IcebergType.Fixed) => known,
            (DuckDbScalar.Geometry, IcebergType.Geometry or IcebergType.Geography) => known,
            (DuckDbScalar.TimestampNs, IcebergType.Timestamp { WithZone: false }) => known,
            (DuckDbScalar.Timestamp or DuckDbScalar.TimestampS or DuckDbScalar.TimestampMs, IcebergType.TimestampNanos { WithZone: false }) => known,
            _ => null,
        };

        private IcebergType? SimpleOf(DuckDbScalar kind) => kind switch
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
            DuckDbScalar.TimestampNs when formatVersion >= 3 => new IcebergType.TimestampNanos(WithZone: false),
            DuckDbScalar.Timestamp or DuckDbScalar.TimestampS or DuckDbScalar.TimestampMs or DuckDbScalar.TimestampNs => new IcebergType.Timestamp(WithZone: false),
            DuckDbScalar.TimestampTz => new IcebergType.Timestamp(WithZone: true),
            DuckDbScalar.Varchar or DuckDbScalar.Bit or DuckDbScalar.Interval or DuckDbScalar.TimeTz or DuckDbScalar.SqlNull => new IcebergType.String(),
            DuckDbScalar.Blob => new IcebergType.Binary(),
            DuckDbScalar.Uuid => new IcebergType.Uuid(),
            DuckDbScalar.Variant when formatVersion >= 3 => new IcebergType.Variant(),
            _ => null,
        };

        private TarnException Unfit(DuckDbType type, string column) => new(FailureKind.Invalid, new Problem(
            "models.column-type",
            $"Column '{column}' has type {type}, which Iceberg tables{(formatVersion < 3 ? $" of version {formatVersion}" : "")} cannot hold.",
            where,
            type is DuckDbType.Scalar { Kind: DuckDbScalar.Variant } ? "Cast it, for example to json, or let the table be of version 3." : "Cast it, for example to varchar."));
    }
}
