using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Partitions;

public sealed class PartitionValuesTests
{
    private static readonly IcebergType Stamp = new IcebergType.Timestamp(WithZone: false);

    /// <summary>The test values of the spec, Appendix B.</summary>
    public static TheoryData<IcebergType, object, int> Hashes => new()
    {
        { new IcebergType.Int(), 34, 2017239379 },
        { new IcebergType.Long(), 34L, 2017239379 },
        { new IcebergType.Decimal(9, 2), new BigInteger(1420), -500754589 },
        { new IcebergType.Date(), 17486, -653330422 },
        { new IcebergType.Time(), 81_068_000_000L, -662762989 },
        { Stamp, 1_510_871_468_000_000L, -2047944441 },
        { Stamp, 1_510_871_468_000_001L, -1207196810 },
        { new IcebergType.Timestamp(WithZone: true), 1_510_871_468_000_000L, -2047944441 },
        { new IcebergType.TimestampNanos(WithZone: false), 1_510_871_468_000_000_000L, -2047944441 },
        { new IcebergType.TimestampNanos(WithZone: false), 1_510_871_468_000_001_001L, -1207196810 },
        { new IcebergType.String(), "iceberg", 1210000089 },
        { new IcebergType.Uuid(), new Guid("f79c3e09-677c-4bbd-a479-3f349cb785e7"), 1488055340 },
        { new IcebergType.Fixed(4), new byte[] { 0, 1, 2, 3 }, -188683207 },
        { new IcebergType.Binary(), new byte[] { 0, 1, 2, 3 }, -188683207 },
    };

    [Theory]
    [MemberData(nameof(Hashes))]
    public void A_value_hashes_as_the_spec_says(IcebergType type, object value, int hash)
    {
        PartitionValues.Hash(type, value).ShouldBe(hash);
        PartitionValues.Apply(new Transform.Bucket(100), type, value).ShouldBe((hash & int.MaxValue) % 100);
    }

    [Fact]
    public void Truncation_goes_down_and_counts_code_points()
    {
        Cut(10, new IcebergType.Int(), 1).ShouldBe(0);
        Cut(10, new IcebergType.Int(), -1).ShouldBe(-10);
        Cut(10, new IcebergType.Long(), -11L).ShouldBe(-20L);
        Cut(50, new IcebergType.Decimal(9, 2), new BigInteger(1065)).ShouldBe(new BigInteger(1050));
        Cut(50, new IcebergType.Decimal(9, 2), new BigInteger(-5)).ShouldBe(new BigInteger(-50));
        Cut(3, new IcebergType.String(), "iceberg").ShouldBe("ice");
        Cut(2, new IcebergType.String(), "\U0001F600\U0001F601\U0001F602").ShouldBe("\U0001F600\U0001F601");
        Cut(3, new IcebergType.Binary(), new byte[] { 1, 2, 3, 4 }).ShouldBe(new byte[] { 1, 2, 3 });
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00", 0, 0, 0, 0)]
    [InlineData("2017-11-16T22:31:08", 47, 574, 17486, 419686)]
    [InlineData("1969-12-31T23:59:59.999999", -1, -1, -1, -1)]
    [InlineData("1968-02-29T01:00:00", -2, -23, -672, -16127)]
    [InlineData("2000-03-01T00:00:00", 30, 362, 11017, 264408)]
    public void Times_before_and_after_1970_fall_into_their_units(string text, int year, int month, int day, int hour)
    {
        var micros = (long)SingleValueText.Parse(Stamp, text)!;
        PartitionValues.Apply(new Transform.Year(), Stamp, micros).ShouldBe(year);
        PartitionValues.Apply(new Transform.Month(), Stamp, micros).ShouldBe(month);
        PartitionValues.Apply(new Transform.Day(), Stamp, micros).ShouldBe(day);
        PartitionValues.Apply(new Transform.Hour(), Stamp, micros).ShouldBe(hour);
        PartitionValues.Apply(new Transform.Hour(), new IcebergType.TimestampNanos(true), micros * 1000).ShouldBe(hour);
        PartitionValues.Apply(new Transform.Month(), new IcebergType.Date(), day).ShouldBe(month);
    }

    [Fact]
    public void The_calendar_agrees_with_dot_net() =>
        Prop.ForAll(Gen.Choose(-719162, 2932896).ToArbitrary(), days =>
            CivilDate.FromDays(days).ToString() == DateOnly.FromDayNumber(days + 719162).ToString("yyyy-MM-dd"))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Null_and_void_make_null()
    {
        PartitionValues.Apply(new Transform.Bucket(4), new IcebergType.Int(), null).ShouldBeNull();
        PartitionValues.Apply(new Transform.Void(), new IcebergType.Int(), 4).ShouldBeNull();
        PartitionValues.Apply(new Transform.Identity(), new IcebergType.Int(), 4).ShouldBe(4);
    }

    [Fact]
    public void A_transform_is_applied_only_to_the_types_it_takes()
    {
        Should.Throw<IcebergException>(() => PartitionValues.Apply(new Transform.Bucket(4), new IcebergType.Double(), 1.0)).Kind.ShouldBe(IcebergFault.Invalid);
        Should.Throw<IcebergException>(() => PartitionValues.Apply(new Transform.Hour(), new IcebergType.Date(), 1)).Kind.ShouldBe(IcebergFault.Invalid);
        Should.Throw<IcebergException>(() => PartitionValues.Apply(new Transform.Unknown("zorder"), new IcebergType.Int(), 1)).Kind.ShouldBe(IcebergFault.Unsupported);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("bucket[16]")]
    [InlineData("truncate[4]")]
    [InlineData("year")]
    [InlineData("month")]
    [InlineData("day")]
    [InlineData("hour")]
    [InlineData("void")]
    [InlineData("zorder[3]")]
    [InlineData("bucket[0]")]
    [InlineData("bucket[-4]")]
    public void A_transform_comes_back_from_its_text(string text) => TransformText.Print(TransformText.Parse(text)).ShouldBe(text);

    [Fact]
    public void A_text_that_is_no_transform_is_unknown() => TransformText.Parse("bucket[0]").ShouldBeOfType<Transform.Unknown>();

    [Fact]
    public void A_tuple_reads_as_a_path()
    {
        PartitionSpec spec = new()
        {
            SpecId = 0,
            Fields =
            [
                new PartitionField(1, 1000, "day", new Transform.Day()),
                new PartitionField(1, 1001, "at hour", new Transform.Hour()),
                new PartitionField(1, 1002, "m", new Transform.Month()),
                new PartitionField(2, 1003, "name", new Transform.Identity()),
                new PartitionField(2, 1004, "b", new Transform.Bucket(4)),
                new PartitionField(1, 1005, "y", new Transform.Year()),
            ],
        };
        IcebergType text = new IcebergType.String();
        PartitionPath.Of(spec, [Stamp, Stamp, Stamp, text, text, Stamp], [20608, -1, -1, "a/b=ü", 3, null])
            .ShouldBe("day=2026-06-04/at%20hour=1969-12-31-23/m=1969-12/name=a%2Fb%3D%C3%BC/b=3/y=null");
    }

    private static object? Cut(int width, IcebergType type, object value) => PartitionValues.Apply(new Transform.Truncate(width), type, value);
}
