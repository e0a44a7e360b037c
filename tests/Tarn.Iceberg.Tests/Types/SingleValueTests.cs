using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests.Types;

public sealed class SingleValueTests
{
    public static TheoryData<IcebergType, object, string, string> Values => new()
    {
        { new IcebergType.Boolean(), true, "01", "true" },
        { new IcebergType.Int(), 34, "22000000", "34" },
        { new IcebergType.Long(), -2L, "FEFFFFFFFFFFFFFF", "-2" },
        { new IcebergType.Float(), -4.5f, "000090C0", "-4.5" },
        { new IcebergType.Double(), 6.25, "0000000000001940", "6.25" },
        { new IcebergType.Decimal(9, 2), new BigInteger(1420), "058C", "14.20" },
        { new IcebergType.Decimal(9, 2), new BigInteger(-1), "FF", "-0.01" },
        { new IcebergType.Date(), 17486, "4E440000", "2017-11-16" },
        { new IcebergType.Date(), -719529, "5705F5FF", "-0001-12-31" },
        { new IcebergType.Time(), 81_068_000_000L, "008307E012000000", "22:31:08" },
        { new IcebergType.Timestamp(WithZone: false), 1_510_871_468_123_456L, "40A5282D215E0500", "2017-11-16T22:31:08.123456" },
        { new IcebergType.Timestamp(WithZone: true), -1L, "FFFFFFFFFFFFFFFF", "1969-12-31T23:59:59.999999+00:00" },
        { new IcebergType.TimestampNanos(WithZone: false), 1L, "0100000000000000", "1970-01-01T00:00:00.000000001" },
        { new IcebergType.String(), "iceberg€", "69636562657267E282AC", "iceberg€" },
        { new IcebergType.Uuid(), new Guid("f79c3e09-677c-4bbd-a479-3f349cb785e7"), "F79C3E09677C4BBDA4793F349CB785E7", "f79c3e09-677c-4bbd-a479-3f349cb785e7" },
        { new IcebergType.Fixed(2), new byte[] { 0, 255 }, "00FF", "00FF" },
        { new IcebergType.Binary(), new byte[] { 1 }, "01", "01" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_the_bytes_and_the_text_of_the_spec(IcebergType type, object value, string hex, string text)
    {
        Convert.ToHexString(SingleValue.Encode(type, value)).ShouldBe(hex);
        SingleValue.Decode(type, Convert.FromHexString(hex)).ShouldBe(value);
        SingleValueText.Format(type, value).ShouldBe(text);
        if (!text.StartsWith('-') || type is not IcebergType.Date)
            SingleValueText.Parse(type, text).ShouldBe(value);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_goes_through_json(IcebergType type, object value, string hex, string text)
    {
        hex.ShouldNotBeEmpty();
        if (type is IcebergType.Date && text.StartsWith('-'))
            return;
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
            SingleValueJson.Write(writer, type, value);
        using var json = JsonDocument.Parse(bytes.ToArray());
        SingleValueJson.Read(type, json.RootElement).ShouldBe(value);
        Should.Throw<IcebergException>(() => SingleValueJson.Read(type, JsonDocument.Parse("{}").RootElement)).Kind.ShouldBe(IcebergFault.Invalid);
    }

    [Fact]
    public void Bytes_from_before_a_promotion_are_read_as_the_type_of_today()
    {
        SingleValue.Decode(new IcebergType.Long(), [0xFF, 0xFF, 0xFF, 0xFF]).ShouldBe(-1L);
        SingleValue.Decode(new IcebergType.Double(), SingleValue.Encode(new IcebergType.Float(), 1.5f)).ShouldBe(1.5);
        SingleValue.Decode(new IcebergType.Decimal(20, 2), [0x05, 0x8C]).ShouldBe(new BigInteger(1420));
        SingleValue.Decode(new IcebergType.Timestamp(false), SingleValue.Encode(new IcebergType.Date(), 2)).ShouldBe(172_800_000_000L);
        SingleValue.Decode(new IcebergType.Timestamp(false), SingleValue.Encode(new IcebergType.Date(), int.MaxValue)).ShouldBeNull();
    }

    [Fact]
    public void Bytes_that_are_no_value_tell_nothing()
    {
        SingleValue.Decode(new IcebergType.Long(), [1, 2, 3]).ShouldBeNull();
        SingleValue.Decode(new IcebergType.Int(), []).ShouldBeNull();
        SingleValue.Decode(new IcebergType.String(), [0xFF]).ShouldBeNull();
        SingleValue.Decode(new IcebergType.Decimal(9, 2), []).ShouldBeNull();
    }

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        Should.Throw<IcebergException>(() => SingleValue.Encode(new IcebergType.Long(), 1)).Kind.ShouldBe(IcebergFault.Invalid);

    [Fact]
    public void Timestamps_come_back_from_text() =>
        Prop.ForAll<long>(micros => SingleValueText.Parse(new IcebergType.Timestamp(false), SingleValueText.Format(new IcebergType.Timestamp(false), micros * 1_000_003)) is long v && v == micros * 1_000_003)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Decimals_come_back_from_text() =>
        Prop.ForAll<long, byte>((unscaled, scale) =>
        {
            var type = new IcebergType.Decimal(38, scale % 20);
            return Equals(SingleValueText.Parse(type, SingleValueText.Format(type, new BigInteger(unscaled))), new BigInteger(unscaled));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_is_ordered_as_its_bytes_are() =>
        Prop.ForAll(Texts, Texts, (a, b) =>
            Math.Sign(ValueOrder.Compare(a, b)) == Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Uuids_are_ordered_as_unsigned_bytes_from_the_left() =>
        Prop.ForAll<Guid, Guid>((a, b) =>
            Math.Sign(ValueOrder.Compare(a, b)) == Math.Sign(a.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(b.ToByteArray(bigEndian: true))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void NaN_is_greater_than_every_number_and_zeros_are_equal()
    {
        ValueOrder.Compare(double.NaN, double.PositiveInfinity).ShouldBe(1);
        ValueOrder.Compare(float.NaN, float.NaN).ShouldBe(0);
        ValueOrder.Compare(-1.0, double.NaN).ShouldBe(-1);
        ValueOrder.Compare(-0.0, 0.0).ShouldBe(0);
        ValueOrder.Compare(new byte[] { 0x80 }, new byte[] { 0x7F, 1 }).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Cut_bounds_still_bound() =>
        Prop.ForAll(Texts, text =>
        {
            var lower = (string)SingleValue.Decode(new IcebergType.String(), SingleValueBounds.Lower(new IcebergType.String(), text))!;
            var bytes = SingleValueBounds.Upper(new IcebergType.String(), text);
            var upper = bytes is null ? null : (string)SingleValue.Decode(new IcebergType.String(), bytes)!;
            return ValueOrder.Compare(lower, text) <= 0 && lower.EnumerateRunes().Count() <= 16
                && (upper is null || (ValueOrder.Compare(upper, text) >= 0 && upper.EnumerateRunes().Count() <= 16));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_upper_bound_is_rounded_up_over_surrogates_and_stops_at_the_last_code_point()
    {
        UpperText(new string('a', 17)).ShouldBe(new string('a', 15) + "b");
        UpperText(new string('a', 15) + "\uD7FFz").ShouldBe(new string('a', 15) + "\uE000");
        UpperText(new string('a', 15) + "\U0010FFFFz").ShouldBe(new string('a', 14) + "b");
        UpperText(string.Concat(Enumerable.Repeat("\U0010FFFF", 17))).ShouldBeNull();
        UpperText(string.Concat(Enumerable.Repeat("\U0001F600", 16))).ShouldBe(string.Concat(Enumerable.Repeat("\U0001F600", 16)));
        SingleValueBounds.Upper(new IcebergType.Binary(), Enumerable.Repeat((byte)255, 17).ToArray()).ShouldBeNull();
        SingleValueBounds.Upper(new IcebergType.Binary(), new byte[17])![15].ShouldBe((byte)1);
        SingleValueBounds.Upper(new IcebergType.Double(), double.NaN).ShouldBeNull();
    }

    private static Arbitrary<string> Texts =>
        Gen.ListOf(Gen.Elements("a", "b", "\uD7FF", "\uE000", "\uFFFD", "\U0001F600", "\u00E9"), 18)
            .Select(parts => string.Concat(parts))
            .SelectMany(text => Gen.Choose(0, 20).Select(n => text.Length <= n || (n > 0 && char.IsHighSurrogate(text[n - 1])) ? text : text[..n]))
            .ToArbitrary();

    private static string? UpperText(string text) =>
        SingleValueBounds.Upper(new IcebergType.String(), text) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
