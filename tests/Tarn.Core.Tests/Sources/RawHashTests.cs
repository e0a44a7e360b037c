using System.Text;
using Tarn.Sources;

namespace Tarn.Core.Tests.Sources;

public sealed class RawHashTests
{
    /// <summary>Published values of the reference implementation: python-xxhash's documentation and xxHash's own.</summary>
    [Theory]
    [InlineData("", 0UL, "ef46db3751d8e999")]
    [InlineData("a", 0UL, "d24ec4f1a98c6e5b")]
    [InlineData("abc", 0UL, "44bc2cf5ad770999")]
    [InlineData("xxhash", 0UL, "32dd38952c4bc720")]
    [InlineData("xxhash", 20141025UL, "b559b98d844e0635")]
    [InlineData("Nobody inspects the spammish repetition", 0UL, "fbcea83c8a378bf1")]
    public void The_reference_values_come_out(string text, ulong seed, string hash) =>
        RawHash.Of(Encoding.UTF8.GetBytes(text), seed).ToString("x16").ShouldBe(hash);

    /// <summary>The sanity check of xxHash's own suite: bytes made by a generator, of lengths that touch every branch.</summary>
    [Theory]
    [InlineData(1, "e934a84adb052768")]
    [InlineData(4, "9136a0dca57457ee")]
    [InlineData(14, "8282dcc4994e35c8")]
    [InlineData(222, "b641ae8cb691c174")]
    public void The_sanity_buffer_of_the_reference_comes_out(int length, string hash)
    {
        var buffer = new byte[length];
        var generator = 2654435761UL;
        for (var i = 0; i < length; i++, generator *= 11400714785074694797UL)
            buffer[i] = (byte)(generator >> 56);
        RawHash.Of(buffer).ToString("x16").ShouldBe(hash);
    }
}
