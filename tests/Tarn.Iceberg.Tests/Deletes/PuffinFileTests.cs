using System.Text;
using Tarn.Iceberg.Deletes;

namespace Tarn.Iceberg.Tests.Deletes;

public sealed class PuffinFileTests
{
    private const string Footer =
        """{"blobs":[{"type":"deletion-vector-v1","fields":[],"snapshot-id":-1,"sequence-number":-1,"offset":4,"length":3,"properties":{"referenced-data-file":"a"}}]}""";

    [Fact]
    public void A_footer_tells_its_blobs()
    {
        var footer = PuffinFile.ReadFooter(Build(Footer), "f.puffin");
        var blob = footer.Blobs.ShouldHaveSingleItem();
        (blob.Type, blob.Offset, blob.Length, blob.ReferencedDataFile, blob.CompressionCodec).ShouldBe((PuffinBlob.DeletionVector, 4, 3, "a", null));
        footer.Properties.ShouldBeEmpty();
    }

    [Fact]
    public void Vectors_are_found_where_the_footer_of_their_file_tells()
    {
        var (one, two) = (new RowPositionsBuilder(), new RowPositionsBuilder());
        one.Add(7);
        two.Add(1);
        two.Add(70_000);
        var writer = new PuffinWriter();
        (long Offset, long Length)[] places = [writer.Add("file:///a.parquet", one.Build()), writer.Add("file:///b.parquet", two.Build())];
        var file = writer.Finish();
        var footer = PuffinFile.ReadFooter(file, "f.puffin");
        footer.Blobs.Select(b => (b.Type, b.ReferencedDataFile, b.Offset, b.Length, b.Properties["cardinality"])).ShouldBe(
        [
            (PuffinBlob.DeletionVector, "file:///a.parquet", places[0].Offset, places[0].Length, "1"),
            (PuffinBlob.DeletionVector, "file:///b.parquet", places[1].Offset, places[1].Length, "2"),
        ]);
        DeletionVectorBlob.Read(file.AsSpan((int)places[1].Offset, (int)places[1].Length), "f.puffin").All().ShouldBe([1, 70_000]);
    }

    [Theory]
    [InlineData("iceberg-go/puffin/testdata/deletion-vector-v1.puffin", 5)]
    [InlineData("iceberg-go/table/dv/testdata/deletes/single-blob-dv.puffin", 5)]
    [InlineData("iceberg-go/table/dv/testdata/deletes/multi-blob-dv.puffin", 3, 2)]
    [InlineData("apache-impala/testdata/data/iceberg_test/iceberg_v3/iceberg_v3_deletion_vectors/data/00000-9-08e88179-85b6-4635-8b34-94b49abc87d9-00001-deletes.puffin", 1, 1)]
    public void The_vectors_of_other_writers_hold_as_many_rows_as_the_footer_tells(string file, params int[] rows)
    {
        var bytes = FixtureBytes(file);
        var blobs = PuffinFile.ReadFooter(bytes, file).Blobs;
        blobs.Select(blob => blob.Properties["cardinality"]).ShouldBe(rows.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        blobs.Select(blob => (int)DeletionVectorBlob.Read(bytes.AsSpan((int)blob.Offset, (int)blob.Length), file).Count).ShouldBe(rows);
        blobs.ShouldAllBe(blob => blob.ReferencedDataFile!.EndsWith(".parquet"));
    }

    [Theory]
    [InlineData("empty-puffin-uncompressed.bin", 0)]
    [InlineData("sample-metric-data-uncompressed.bin", 2)]
    [InlineData("sample-metric-data-compressed-zstd.bin", 2)]
    public void Footers_that_Java_wrote_are_read(string file, int blobs) =>
        PuffinFile.ReadFooter(FixtureBytes("iceberg-java/core/src/test/resources/org/apache/iceberg/puffin/v1/" + file), file).Blobs.Count.ShouldBe(blobs);

    [Fact]
    public void A_compressed_footer_is_refused_as_such()
    {
        var refusal = Should.Throw<IcebergException>(() => PuffinFile.ReadFooter(Build(Footer, flags: 1), "f.puffin"));
        (refusal.Kind, refusal.Message).ShouldBe((IcebergFault.Unsupported, "f.puffin: has a footer that is compressed with LZ4, which Tarn does not read."));
    }

    [Theory]
    [InlineData("""{"blobs":[{"type":"x","fields":[],"snapshot-id":1,"sequence-number":1,"offset":4,"length":4}]}""", "f.puffin: property 'blobs[0]' lies at 4 with 4 bytes, outside of 4 to 7.")]
    [InlineData("""{"blobs":[{"type":"x","fields":[],"snapshot-id":1,"sequence-number":1,"offset":4}]}""", "f.puffin: property 'blobs[0].length' is missing.")]
    [InlineData("{}", "f.puffin: property 'blobs' is missing.")]
    public void A_broken_footer_is_refused_with_the_property(string footer, string told) => Fault(Build(footer)).ShouldBe(told);

    [Fact]
    public void Bytes_that_are_no_puffin_file_are_refused_with_the_place()
    {
        Fault([1, 2]).ShouldBe("f.puffin: has 2 bytes, too few for a puffin file.");
        Fault(With(Build(Footer), 0)).ShouldBe("f.puffin: has 00464131 at byte 0 where 50464131 (PFA1) should stand.");
        Fault(With(Build(Footer), ^1)).ShouldEndWith("where 50464131 (PFA1) should stand.");
        Fault(With(Build(Footer), ^12)).ShouldEndWith("should stand.");
        Fault(With(Build(Footer), ^10, 200)).ShouldContain("tells a footer of ");
    }

    /// <summary>A file with one blob of three bytes.</summary>
    private static byte[] Build(string footer, int flags = 0) =>
        [.. "PFA1"u8, 1, 2, 3, .. "PFA1"u8, .. Encoding.UTF8.GetBytes(footer), .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(footer)), .. BitConverter.GetBytes(flags), .. "PFA1"u8];

    private static byte[] With(byte[] bytes, Index at, byte value = 0)
    {
        bytes[at] = value;
        return bytes;
    }

    private static string Fault(byte[] file)
    {
        var refusal = Should.Throw<IcebergException>(() => PuffinFile.ReadFooter(file, "f.puffin"));
        refusal.Kind.ShouldBe(IcebergFault.Corrupt);
        return refusal.Message;
    }

    private static byte[] FixtureBytes(string file) => File.ReadAllBytes(Path.Join(Fixtures.Folder(Path.GetDirectoryName(file)!), Path.GetFileName(file)));
}
