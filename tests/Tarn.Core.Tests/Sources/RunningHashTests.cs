using System.Text;
using Tarn.Sources;

namespace Tarn.Core.Tests.Sources;

public sealed class RunningHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(10_000)]
    public void Bytes_in_pieces_have_the_hash_of_the_whole(int length)
    {
        var random = new Random(length);
        var bytes = new byte[length];
        random.NextBytes(bytes);
        foreach (var pieceMax in new[] { 1, 7, 32, 33, 100, 20_000 })
        {
            var hash = new RunningHash();
            for (var at = 0; at < length;)
            {
                var piece = Math.Min(random.Next(pieceMax + 1), length - at);
                hash.Add(bytes.AsSpan(at, piece));
                at += piece;
            }
            hash.Hash.ShouldBe(RawHash.Of(bytes), $"pieces of at most {pieceMax}");
        }
    }

    /// <summary>As <c>xxhsum -H64</c> and <c>sha256sum</c> tell them.</summary>
    [Fact]
    public void A_digest_names_its_algorithm()
    {
        var hash = new RunningHash();
        hash.Add("tw"u8);
        hash.Add("o"u8);
        Digest.OfFile(hash).ShouldBe("xxh64:c3d9ab4fecf4448b");
        Digest.OfPage(Encoding.UTF8.GetBytes("two")).ShouldBe("sha256:3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3");
    }
}
