using System.Diagnostics;
using Tarn.Iceberg.Deletes;
using Tarn.Iceberg.Manifests;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Tests.Avro;
using Tarn.Iceberg.Tests.Manifests;
using Tarn.Iceberg.Tests.Types;
using Tarn.Iceberg.Types;

namespace Tarn.Iceberg.Tests;

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

    [Fact]
    public void Damaged_metadata_is_read_or_refused()
    {
        var schema = new TableSchema { SchemaId = 0, Fields = new FieldList([Schemas.Column(1, "id", new IcebergType.Long()), Schemas.Column(2, "at", new IcebergType.Timestamp(WithZone: true))]) };
        var spec = new PartitionSpec { SpecId = 0, Fields = [new PartitionField(2, 1000, "day", new Transform.Day())] };
        var table = TableMetadata.Create(
            new NewTable { TableUuid = Guid.AllBitsSet, Location = "file:///t", Schema = schema, Spec = spec, Order = SortOrder.Unsorted, Properties = new Dictionary<string, string> { ["a"] = "b" } }, 1_780_000_000_000);
        Survives(MetadataFile.Write(table), 3, bytes => MetadataFile.Read(bytes, "v1.metadata.json"));
        Survives(Zipped(MetadataFile.Write(table)), 4, bytes => MetadataFile.Read(bytes, "v1.gz.metadata.json"));
    }

    [Fact]
    public void Damaged_deletes_are_read_or_refused_and_a_vector_that_is_read_is_whole()
    {
        var rows = new RowPositionsBuilder();
        foreach (var row in Enumerable.Range(0, 5_000).Select(n => (n * 7L) + (n % 3 == 0 ? 1L << 32 : 0)))
            rows.Add(row);
        var vector = DeletionVectorBlob.Write(rows.Build());
        Survives(vector, 5, bytes => DeletionVectorBlob.Read(bytes, "v.puffin").All().ShouldBe(rows.Build().All()));
        var writer = new PuffinWriter();
        writer.Add("file:///a.parquet", rows.Build());
        Survives(writer.Finish(), 6, bytes => PuffinFile.ReadFooter(bytes, "v.puffin"));
    }

    private static byte[] Zipped(byte[] whole)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionLevel.Optimal))
            zip.Write(whole);
        return bytes.ToArray();
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
