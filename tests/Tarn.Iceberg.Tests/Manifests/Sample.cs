using System.Numerics;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Manifests;

/// <summary>A table whose partition tuple has every type that a tuple can have, and files for it.</summary>
internal static class Sample
{
    private static readonly (string Name, IcebergType Type, object? Value)[] Columns =
    [
        ("flag", new IcebergType.Boolean(), true),
        ("n", new IcebergType.Int(), -7),
        ("big", new IcebergType.Long(), 1L << 40),
        ("f", new IcebergType.Float(), 1.5f),
        ("d", new IcebergType.Double(), -2.25),
        ("price", new IcebergType.Decimal(9, 2), new BigInteger(-12345)),
        ("born", new IcebergType.Date(), 20608),
        ("at", new IcebergType.Time(), 3_600_000_001L),
        ("seen", new IcebergType.Timestamp(WithZone: false), 1_780_617_600_000_001L),
        ("sent", new IcebergType.Timestamp(WithZone: true), -1L),
        ("who", new IcebergType.String(), "näme/€"),
        ("key", new IcebergType.Uuid(), new Guid("f79c3e09-677c-4bbd-a479-3f349cb785e7")),
        ("twin", new IcebergType.Uuid(), null),
        ("hash", new IcebergType.Fixed(3), new byte[] { 1, 2, 255 }),
        ("raw", new IcebergType.Binary(), new byte[] { 0, 9 }),
    ];

    public static TableSchema Schema { get; } = new()
    {
        SchemaId = 3,
        Fields = new FieldList(Columns.Select((c, i) => new NestedField { Id = i + 1, Name = c.Name, Type = c.Type })),
    };

    public static PartitionSpec Spec { get; } = new()
    {
        SpecId = 4,
        Fields =
        [
            .. Columns.Select((c, i) => new PartitionField(i + 1, 1000 + i, c.Name, new Transform.Identity())),
            new PartitionField(9, 1100, "seen-day", new Transform.Day()),
            new PartitionField(2, 1101, "2nd", new Transform.Bucket(16)),
        ],
    };

    public static IReadOnlyList<object?> Tuple { get; } = [.. Columns.Select(c => c.Value), 20609, 11];

    public static DataFile File(int n) => new()
    {
        Path = $"file:///lake/t/data/{n:000000}.parquet",
        SpecId = Spec.SpecId,
        Partition = n % 10 == 9 ? new object?[Tuple.Count] : Tuple,
        RecordCount = 100 + n,
        FileBytes = 1_000_000L + n,
        ColumnBytes = Map(i => i * 1000L),
        ValueCounts = Map(_ => 100L + n),
        NullCounts = Map(i => i % 2L),
        NanCounts = new Dictionary<int, long> { [4] = 1 },
        LowerBounds = Map(i => new[] { (byte)i, (byte)n }),
        UpperBounds = n % 5 == 4 ? null : Map(i => new[] { (byte)(i + 1), (byte)n }),
        SplitOffsets = n % 2 == 0 ? [4L, 4_000_000L + n] : null,
        SortOrderId = n % 3 == 0 ? null : 1,
        KeyMetadata = n % 7 == 6 ? [1, 2, 3] : null,
    };

    public static ManifestEntry Added(int n) => new() { Status = EntryStatus.Added, File = File(n) };

    public static WrittenManifest Write(int files)
    {
        var writer = new ManifestWriter(Schema, Spec, snapshotId: 77);
        for (var n = 0; n < files; n++)
            writer.Add(Added(n));
        return writer.Finish("file:///lake/t/metadata/m0.avro");
    }

    private static Dictionary<int, T> Map<T>(Func<int, T> value) => Enumerable.Range(1, 8).ToDictionary(i => i, value);
}
