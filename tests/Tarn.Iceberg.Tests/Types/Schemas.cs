using FsCheck;
using FsCheck.Fluent;
using System.Numerics;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

/// <summary>Schemas to test with.</summary>
internal static class Schemas
{
    private static readonly IcebergType.Primitive[] Plain =
    [
        new IcebergType.Boolean(), new IcebergType.Int(), new IcebergType.Long(), new IcebergType.Float(), new IcebergType.Double(),
        new IcebergType.Date(), new IcebergType.Time(), new IcebergType.Timestamp(false), new IcebergType.Timestamp(true),
        new IcebergType.TimestampNanos(false), new IcebergType.TimestampNanos(true), new IcebergType.String(), new IcebergType.Uuid(),
        new IcebergType.Binary(), new IcebergType.Variant(), new IcebergType.Unknown(),
    ];

    public static Gen<IcebergType> Primitives { get; } = Gen.OneOf(
        Gen.Elements(Plain).Select(type => (IcebergType)type),
        from precision in Gen.Choose(1, 38) from scale in Gen.Choose(0, precision) select (IcebergType)new IcebergType.Decimal(precision, scale),
        Gen.Choose(1, 64).Select(length => (IcebergType)new IcebergType.Fixed(length)));

    public static Gen<IcebergType> Types(int depth) => depth == 0
        ? Primitives
        : Gen.Frequency(
            (3, Primitives),
            (1, Fields(depth - 1).Select(fields => (IcebergType)new IcebergType.Struct(fields))),
            (1, from element in Types(depth - 1) from required in ArbMap.Default.GeneratorFor<bool>() select (IcebergType)new IcebergType.List(0, element, required)),
            (1, from key in Types(depth - 1) from value in Types(depth - 1) select (IcebergType)new IcebergType.Map(0, key, 0, value, ValueRequired: false)));

    /// <summary>Schemas whose ids are those of a new table.</summary>
    public static Arbitrary<TableSchema> Any { get; } = (
        from fields in Fields(2)
        from id in Gen.Choose(0, 9)
        select FreshIds.Of(new TableSchema { SchemaId = id, Fields = fields })).ToArbitrary();

    public static TableSchema Of(params NestedField[] fields) => new() { SchemaId = 0, Fields = new FieldList(fields) };

    public static NestedField Column(int id, string name, IcebergType type, bool required = false) => new() { Id = id, Name = name, Type = type, Required = required };

    private static Gen<FieldList> Fields(int depth) =>
        from count in Gen.Choose(1, 4)
        from fields in Field(depth).ListOf(count)
        select new FieldList(fields.Select((field, i) => field with { Name = $"{field.Name}{i}" }));

    private static Gen<NestedField> Field(int depth) =>
        from type in Types(depth)
        from name in Gen.Elements("a", "two words", "dot.ted", "größe", "\"quoted\"", "日付")
        from required in ArbMap.Default.GeneratorFor<bool>()
        from doc in Gen.Elements(null, "what it means", "line\nbreak")
        select new NestedField { Id = 0, Name = name, Type = type, Required = required, Doc = doc, InitialDefault = Default(type), WriteDefault = Default(type) };

    private static object? Default(IcebergType type) => type switch
    {
        IcebergType.Int => -7,
        IcebergType.String => "none \"yet\"",
        IcebergType.Decimal { Precision: > 3, Scale: 2 } => new BigInteger(-105),
        IcebergType.Timestamp => 1_700_000_000_123_456L,
        IcebergType.Struct => new NestedValue("{}"),
        IcebergType.List => new NestedValue("[]"),
        IcebergType.Map => new NestedValue("""{"keys":[],"values":[]}"""),
        _ => null,
    };
}
