using System.Numerics;
using Tarn.Iceberg.Expressions;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Expressions;

/// <summary>Rows, files and conditions from a seed; small ranges, so that they meet, and the edges of every type.</summary>
internal sealed class RandomTable(Random chance)
{
    private static readonly IcebergType[] Types =
    [
        new IcebergType.Int(), new IcebergType.Long(), new IcebergType.Double(), new IcebergType.String(), new IcebergType.Timestamp(WithZone: true),
        new IcebergType.Decimal(18, 2), new IcebergType.Date(), new IcebergType.Uuid(), new IcebergType.Binary(), new IcebergType.Float(), new IcebergType.Boolean(),
    ];

    private static readonly Transform[] Transforms =
    [
        new Transform.Identity(), new Transform.Bucket(3), new Transform.Truncate(2), new Transform.Truncate(7), new Transform.Truncate(1000),
        new Transform.Year(), new Transform.Month(), new Transform.Day(), new Transform.Hour(), new Transform.Void(),
    ];

    private static readonly string[] Texts =
        ["", "a", "ab", "abc", "abd", "b", "\U0001F600", "\uFFFDx", "\uE000", "a\U0001F600b", "aaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaab", "\U0010FFFF\U0010FFFFz"];

    public TableSchema Schema { get; } = new()
    {
        SchemaId = 0,
        Fields = new FieldList(Types.Select((type, i) => new NestedField { Id = i + 1, Name = $"c{i + 1}", Type = type })),
    };

    public PartitionSpec Spec()
    {
        var fields = new List<PartitionField>();
        for (var n = chance.Next(4); n > 0; n--)
        {
            var (source, transform) = (chance.Next(Types.Length), Transforms[chance.Next(Transforms.Length)]);
            if (PartitionValues.Accepts(transform, Types[source]))
                fields.Add(new PartitionField(source + 1, 1000 + fields.Count, $"p{fields.Count}", transform));
        }
        return new PartitionSpec { SpecId = 1, Fields = fields };
    }

    public List<object?[]> Rows() => [.. Enumerable.Range(0, 1 + chance.Next(12)).Select(_ => Types.Select(type => chance.Next(5) == 0 ? null : Value(type)).ToArray())];

    public Expression Condition(int depth) => chance.Next(depth > 0 ? 12 : 9) switch
    {
        9 => new Expression.And(Condition(depth - 1), Condition(depth - 1)),
        10 => new Expression.Or(Condition(depth - 1), Condition(depth - 1)),
        11 => new Expression.Not(Condition(depth - 1)),
        var kind => Leaf(kind, 1 + chance.Next(Types.Length)),
    };

    /// <summary>A file of rows of one tuple. What a writer may leave out is left out now and then.</summary>
    public DataFile File(PartitionSpec spec, object?[] tuple, List<object?[]> rows)
    {
        var file = new DataFile { Path = "f", SpecId = spec.SpecId, Partition = tuple, RecordCount = rows.Count, FileBytes = 1 };
        return file with
        {
            ValueCounts = Maybe(_ => (long)rows.Count),
            NullCounts = Maybe(i => rows.LongCount(row => row[i] is null)),
            NanCounts = Maybe(i => rows.LongCount(row => row[i] is { } v && ValueOrder.IsNan(v))),
            LowerBounds = Bounds(rows, values => values[0], SingleValueBounds.Lower),
            UpperBounds = Bounds(rows, values => values[^1], SingleValueBounds.Upper),
        };
    }

    private Expression Leaf(int kind, int id)
    {
        object Any() => Value(Types[id - 1]);
        return kind switch
        {
            0 => new Expression.IsNull(id),
            1 => chance.Next(2) == 0 ? new Expression.NotNull(id) : new Expression.IsNan(id),
            2 => new Expression.Equal(id, Any()),
            3 => chance.Next(2) == 0 ? new Expression.NotEqual(id, Any()) : new Expression.NotIn(id, [Any(), Any()]),
            4 => new Expression.Less(id, Any()),
            5 => new Expression.LessOrEqual(id, Any()),
            6 => new Expression.Greater(id, Any()),
            7 => new Expression.GreaterOrEqual(id, Any()),
            _ => chance.Next(2) == 0 ? new Expression.In(id, [Any(), Any()]) : new Expression.StartsWith(4, Texts[chance.Next(Texts.Length)]),
        };
    }

    private object Value(IcebergType type) => type switch
    {
        IcebergType.Int => Pick(int.MinValue, int.MinValue + 1, int.MaxValue, -1, 0, chance.Next(-9, 9)),
        IcebergType.Long => Pick(long.MinValue, long.MaxValue, -1L, 0L, (long)chance.Next(-9, 9)),
        IcebergType.Double => Pick(double.NaN, -0.0, 0.0, double.NegativeInfinity, 1.5, (double)chance.Next(-3, 3)),
        IcebergType.Float => Pick(float.NaN, -0.0f, 0.0f, float.PositiveInfinity, (float)chance.Next(-3, 3)),
        IcebergType.String => Texts[chance.Next(Texts.Length)],
        IcebergType.Timestamp => Pick(-1L, 0L, -31_536_000_000_000L, chance.NextInt64(-200_000_000_000, 200_000_000_000), 1_780_617_600_000_000L),
        IcebergType.Decimal => new BigInteger(Pick(-1, 0, 99, chance.Next(-2000, 2000))),
        IcebergType.Date => Pick(-1, 0, -365, chance.Next(-40, 40), 20608),
        IcebergType.Uuid => new Guid(chance.Next(2) == 0 ? -1 : 1, 0, 0, [(byte)Pick(0, 255), 0, 0, 0, 0, 0, 0, (byte)chance.Next(3)]),
        IcebergType.Binary => Enumerable.Repeat((byte)Pick(0, 255, 7), chance.Next(20)).ToArray(),
        _ => chance.Next(2) == 0,
    };

    private T Pick<T>(params T[] values) => values[chance.Next(values.Length)];

    private Dictionary<int, long>? Maybe(Func<int, long> count) => chance.Next(6) == 0
        ? null
        : Enumerable.Range(0, Types.Length).Where(_ => chance.Next(6) > 0).ToDictionary(i => i + 1, count);

    private Dictionary<int, byte[]> Bounds(List<object?[]> rows, Func<List<object>, object> pick, Func<IcebergType, object, byte[]?> bound)
    {
        var bounds = new Dictionary<int, byte[]>();
        for (var i = 0; i < Types.Length; i++)
        {
            var values = rows.Select(row => row[i]).OfType<object>().Where(v => !ValueOrder.IsNan(v)).ToList();
            values.Sort(ValueOrder.Compare);
            if (values.Count > 0 && chance.Next(6) > 0 && bound(Types[i], pick(values)) is { } bytes)
                bounds[i + 1] = bytes;
        }
        return bounds;
    }
}
