using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tarn.Sources.Plain;

namespace Tarn.Core.Tests.Sources.Plain;

public sealed class DigitRunTests
{
    [Fact]
    public void Digits_are_read_up_to_the_first_other_sign()
    {
        var digits = Gen.Choose(0, 18).SelectMany(n => Gen.Choose('0', '9').Select(d => (char)d).ArrayOf(n)).Select(d => new string(d));
        var others = Gen.Choose(0, 12).SelectMany(n => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(n)).Where(b => b.Length == 0 || b[0] is < (byte)'0' or > (byte)'9');
        Prop.ForAll(digits.ToArbitrary(), others.ToArbitrary(), (number, rest) =>
        {
            var value = 0L;
            DigitRun.Pass([(byte)'x', .. Encoding.ASCII.GetBytes(number), .. rest], 1, ref value).ShouldBe(1 + number.Length);
            value.ShouldBe(number.Length == 0 ? 0 : long.Parse(number));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void They_follow_the_digits_at_hand()
    {
        var value = 12L;
        DigitRun.Pass("34567890123"u8, 0, ref value);
        value.ShouldBe(1234567890123L);
    }
}
