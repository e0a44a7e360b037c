using System.Security.Cryptography;
using Tarn.Storage.Local;

namespace Tarn.Storage.Tests.Local;

public sealed class PastCacheFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tarn-past-cache-").FullName;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(4_097, 100)]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData((1 << 20) + 1, 70_001)]
    [InlineData((5 << 20) - 3, 3 << 20)]
    [InlineData(5 << 20, 65_536)]
    public void The_file_has_the_bytes_in_their_order_however_they_came(int length, int piece)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "what was there before, and longer than nothing");
        using var told = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = new PastCacheFile(path, told.AppendData))
        {
            foreach (var part in bytes.Chunk(piece))
                file.Write(part);
            file.Complete();
            told.GetHashAndReset().ShouldBe(SHA256.HashData(bytes));
            file.Length.ShouldBe(length);
        }
        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(1, new[] { 4_096 })]
    [InlineData(2, new[] { 4_096, 1, 8_192, 4_095 })]
    [InlineData(3, new[] { 500_000, 20_480, 3, 409_600 })]
    [InlineData(4, new[] { 524_288, 524_288, 77 })]
    public void Bytes_of_shared_blocks_are_written_wherever_they_lie(int seed, int[] counts)
    {
        var random = new Random(seed);
        var path = Path.Combine(_folder, "shared");
        var all = new List<byte>();
        using var told = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new PastCacheFile(path, told.AppendData);
        foreach (var count in counts.Concat(counts))
        {
            var block = SharedBlock.Rent();
            var at = block.Start + (random.Next(2) == 0 ? 0 : Math.Min(random.Next(5_000), SharedBlock.UsualBytes - count));
            random.NextBytes(block.Bytes.AsSpan(at, count));
            all.AddRange(block.Bytes.AsSpan(at, count));
            file.Write(block, at, count);
            block.Release();
        }
        file.Complete();
        told.GetHashAndReset().ShouldBe(SHA256.HashData([.. all]));
        File.ReadAllBytes(path).ShouldBe(all);
    }

    [Fact]
    public void A_file_that_cannot_be_made_says_so()
    {
        using var file = new PastCacheFile(Path.Combine(_folder, "no such folder", "file"), _ => { });
        Should.Throw<IOException>(() =>
        {
            file.Write(new byte[3 << 20]);
            file.Complete();
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
