using System.Diagnostics;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Tests.Manifests;

namespace Tarn.Iceberg.Tests.Avro;

/// <summary>Damaged files are read or refused, quickly and in little room; nothing else.</summary>
public sealed class MutationTests
{
    private const int Mutations = 2_000;

    [Fact]
    public void A_damaged_manifest_is_read_or_refused()
    {
        var written = Sample.Write(40);
        Survives(written.Content, 20261121, bytes => ManifestReader.Read(bytes, written.At(1), Sample.Spec, Sample.Schema));
    }

    [Fact]
    public void A_damaged_list_of_manifests_is_read_or_refused()
    {
        var line = Sample.Write(3).At(1);
        Survives(ManifestListWriter.Write([line, line, line], 7, 6, 1), 4711, bytes => ManifestListReader.Read(bytes, "l.avro"));
    }

    [Fact]
    public void A_damaged_manifest_without_compression_is_read_or_refused()
    {
        var written = Sample.Write(40);
        var plain = Uncompressed.Of(written.Content);
        ManifestReader.Read(plain, written.At(1), Sample.Spec, Sample.Schema).Count.ShouldBe(40);
        Survives(plain, 99, bytes => ManifestReader.Read(bytes, written.At(1), Sample.Spec, Sample.Schema));
    }

    [Fact]
    public void Every_manifest_that_is_cut_short_inside_a_block_is_refused()
    {
        var written = Sample.Write(5);
        for (var length = 0; length < written.Content.Length; length += 3)
        {
            var cut = written.Content[..length];
            try
            {
                ManifestReader.Read(cut, written.At(1), Sample.Spec, Sample.Schema).ShouldBeEmpty();
            }
            catch (IcebergException e)
            {
                e.Kind.ShouldBe(IcebergFault.Corrupt);
            }
        }
    }

    private static void Survives(byte[] whole, int seed, Action<byte[]> read)
    {
        var chance = new Random(seed);
        for (var n = 0; n < Mutations; n++)
        {
            var damaged = Damage(whole, chance);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            try
            {
                read(damaged);
            }
            catch (IcebergException e)
            {
                e.Kind.ShouldBeOneOf(IcebergFault.Corrupt, IcebergFault.Unsupported);
            }
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64_000_000);
        }
    }

    private static byte[] Damage(byte[] whole, Random chance)
    {
        var bytes = whole.ToArray();
        switch (chance.Next(4))
        {
            case 0: return bytes[..chance.Next(bytes.Length)];
            case 1: bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8)); return bytes;
            case 2: chance.NextBytes(bytes.AsSpan(chance.Next(bytes.Length - 9), 9)); return bytes;
            default: bytes.AsSpan(chance.Next(bytes.Length - 8), 8).Fill(byte.MaxValue); return bytes;
        }
    }
}
