using Tarn.Contracts;
using Tarn.Engine;
using Tarn.Iceberg.Types;
using Tarn.Sources;
using Tarn.Sources.Json;

namespace Tarn.Landing;

/// <summary>
/// Which column gets which type. The declared type wins; then the type the table has, since a table's column does not change under its readers; then the
/// shape of the batch's records. A shape that Iceberg can widen the table's type to stays, and the table widens. Pure.
/// </summary>
internal static class LandedColumns
{
    /// <summary>
    /// The columns of a batch: those it has, in its order, then declared ones it lacks. A name that differs in case only from a declared one or one that the table has
    /// is that one; one that a lineage column has gains a number.
    /// </summary>
    public static IReadOnlyList<LandedColumn> Of(
        IReadOnlyList<ShapeColumn> shapes, IReadOnlyList<ContractColumn> declared, TableSchema? table)
    {
        var fields = shapes.Select(s => s.Field).ToHashSet(StringComparer.Ordinal);
        var byName = declared.ToLookup(d => d.Name, StringComparer.OrdinalIgnoreCase);
        var there = (table?.Fields.AsEnumerable() ?? []).ToLookup(f => f.Name, f => f.Name, StringComparer.OrdinalIgnoreCase);
        var contract = shapes.Select(s => byName[s.Field].FirstOrDefault(d => d.Name == s.Field) ?? byName[s.Field].FirstOrDefault(d => !fields.Contains(d.Name))).ToList();
        var wanted = shapes.Zip(contract, (s, d) => d?.Name ?? (there[s.Name].Contains(s.Name) ? s.Name : there[s.Name].FirstOrDefault(s.Name)));
        var names = ColumnNames.Distinct([.. BatchLineage.Names, .. wanted])[BatchLineage.Names.Count..];
        return
        [
            .. shapes.Select((s, i) => Column(s with { Name = names[i] }, contract[i], table)),
            .. declared.Except(contract.OfType<ContractColumn>())
                .Select(d => Column(new ShapeColumn(d.Name, d.Name, new ShapeType.Null()), d, table) with { IsGiven = false }),
        ];
    }

    /// <summary>The engine's type of a shape.</summary>
    public static string SqlOf(ShapeType shape) => shape switch
    {
        ShapeType.Boolean => "BOOLEAN",
        ShapeType.Long => "BIGINT",
        ShapeType.Decimal => "DECIMAL(38, 0)",
        ShapeType.Double => "DOUBLE",
        ShapeType.List l => SqlOf(l.Element) + "[]",
        ShapeType.Struct s => $"STRUCT({string.Join(", ", s.Fields.Select(f => $"{SqlText.Name(f.Name)} {SqlOf(f.Type)}"))})",
        _ => "VARCHAR",
    };

    private static LandedColumn Column(ShapeColumn found, ContractColumn? declared, TableSchema? table)
    {
        var existing = table?.Fields.FirstOrDefault(f => f.Name == found.Name)?.Type;
        var shape = (existing, found.Type) is (IcebergType.Struct, ShapeType.Struct) or (IcebergType.List, ShapeType.List)
            ? Within(found.Type, existing)
            : found.Type;
        var wanted = declared is not null ? SqlOf(declared.Type) : Kept(shape, existing);
        return new LandedColumn(found.Name, found.Field, shape, wanted == SqlOf(shape) ? null : wanted, declared?.Required ?? false);
    }

    /// <summary>Fields of objects and elements of lists, too, keep the table's type: text takes everything, and nulls alone say nothing.</summary>
    private static ShapeType Within(ShapeType shape, IcebergType? existing) => (existing, shape) switch
    {
        (null, _) or (_, ShapeType.Json) => shape,
        (IcebergType.String, _) => new ShapeType.String(),
        (_, ShapeType.Null) => ShapeOf(existing) ?? shape,
        (IcebergType.Double, ShapeType.Long) => new ShapeType.Double(),
        (IcebergType.List e, ShapeType.List l) => new ShapeType.List(Within(l.Element, e.Element)),
        (IcebergType.Struct e, ShapeType.Struct s) => new ShapeType.Struct(
            [.. s.Fields.Select(f => f with { Type = Within(f.Type, e.Fields.FirstOrDefault(have => have.Name == f.Name)?.Type) })]),
        _ => shape,
    };

    private static ShapeType? ShapeOf(IcebergType type) => type switch
    {
        IcebergType.Boolean => new ShapeType.Boolean(),
        IcebergType.Int or IcebergType.Long => new ShapeType.Long(),
        IcebergType.Float or IcebergType.Double => new ShapeType.Double(),
        IcebergType.List l when ShapeOf(l.Element) is { } element => new ShapeType.List(element),
        IcebergType.Struct s when s.Fields.All(f => ShapeOf(f.Type) is not null) => new ShapeType.Struct(
            [.. s.Fields.Select(f => new ShapeField(f.Name, ShapeOf(f.Type)!))]),
        IcebergType.Decimal { Precision: 38, Scale: 0 } => new ShapeType.Decimal(),
        IcebergType.String => new ShapeType.String(),
        _ => null,
    };

    /// <summary>The table's type, unless the shape fits it or widens it by itself.</summary>
    private static string? Kept(ShapeType shape, IcebergType? existing) => (existing, shape) switch
    {
        (null, _) => SqlOf(shape),
        (IcebergType.Struct, ShapeType.Struct) or (IcebergType.List, ShapeType.List) => SqlOf(shape),
        (IcebergType.Int, ShapeType.Long) or (IcebergType.Float, ShapeType.Double) => SqlOf(shape),
        _ => EngineType.SqlOf(existing),
    };

    private static string SqlOf(ContractType type) => type switch
    {
        ContractType.BigInt => "BIGINT",
        ContractType.Double => "DOUBLE",
        ContractType.Date => "DATE",
        ContractType.Timestamp => "TIMESTAMP",
        ContractType.TimestampTz => "TIMESTAMPTZ",
        ContractType.Boolean => "BOOLEAN",
        ContractType.Uuid => "UUID",
        ContractType.Decimal d => $"DECIMAL({d.Precision}, {d.Scale})",
        _ => "VARCHAR",
    };
}
