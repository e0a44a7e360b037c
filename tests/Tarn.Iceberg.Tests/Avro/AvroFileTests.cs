using System.Text;
using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Tests.Avro;

public sealed class AvroFileTests
{
    private const string Schema = """
        {"type":"record","name":"row","namespace":"a.b","fields":[
        {"name":"id","type":"long","field-id":1},
        {"name":"name","type":["null","string"],"default":null,"field-id":2},
        {"name":"tags","type":{"type":"array","items":"int","element-id":4},"field-id":3},
        {"name":"props","type":{"type":"map","values":"string","key-id":6,"value-id":7},"field-id":5},
        {"name":"price","type":{"type":"fixed","name":"d","size":3,"logicalType":"decimal","precision":5,"scale":2},"field-id":8},
        {"name":"again","type":"d","field-id":9},
        {"name":"when","type":{"type":"long","logicalType":"timestamp-micros","adjust-to-utc":true},"field-id":10}]}
        """;

    [Fact]
    public void A_schema_keeps_the_ids_and_the_logical_types()
    {
        var record = (AvroSchema.Record)AvroSchemaJson.Parse(Encoding.UTF8.GetBytes(Schema), "x.avro");
        record.Name.ShouldBe("a.b.row");
        record.Fields.Select(f => f.Id).ShouldBe([1, 2, 3, 5, 8, 9, 10]);
        ((AvroSchema.Array)record.Fields[2].Type).ElementId.ShouldBe(4);
        var map = (AvroSchema.Map)record.Fields[3].Type;
        (map.KeyId, map.ValueId).ShouldBe((6, 7));
        record.Fields[4].Type.Logical.ShouldBe(new AvroLogicalType("decimal", 5, 2));
        record.Fields[5].Type.ShouldBe(record.Fields[4].Type);
        record.Fields[6].Type.Logical.ShouldBe(new AvroLogicalType("timestamp-micros", AdjustToUtc: true));
    }

    [Theory]
    [InlineData(AvroCodec.None)]
    [InlineData(AvroCodec.Deflate)]
    public void Records_come_back_from_many_blocks(string codec)
    {
        var file = AvroFile.Open(Written(codec, 20_000), "x.avro");
        var (next, blocks) = (0L, 0);
        foreach (var block in file.Blocks())
        {
            blocks++;
            var decoder = new AvroDecoder(block.Data.Span, "x.avro");
            for (var i = 0; i < block.Count; i++)
            {
                decoder.ReadLong().ShouldBe(next++);
                foreach (var field in file.Record.Fields.Skip(1))
                    AvroSkip.Skip(ref decoder, field.Type);
            }
            decoder.Left.ShouldBe(0);
        }
        next.ShouldBe(20_000);
        blocks.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(1 << 30)]
    public void Runs_are_cut_between_blocks_and_hold_them_all(int bytesMin)
    {
        var file = AvroFile.Open(Written(AvroCodec.Deflate, 20_000), "x.avro");
        var runs = file.Runs(bytesMin);
        runs.SkipLast(1).ShouldAllBe(run => run.End.Value - run.Start.Value >= bytesMin);
        (runs.Count == 1).ShouldBe(bytesMin == 1 << 30);
        runs.SelectMany(run => file.Blocks(run).Select(block => block.Data.ToArray())).ShouldBe(file.Blocks().Select(block => block.Data.ToArray()));
    }

    [Fact]
    public void The_same_records_make_the_same_bytes() =>
        Written(AvroCodec.Deflate, 100).ShouldBe(Written(AvroCodec.Deflate, 100));

    [Fact]
    public void A_snappy_block_is_read_and_its_check_sum_is_checked()
    {
        var plain = Written(AvroCodec.None, 500);
        var file = AvroFile.Open(plain, "x.avro");
        var block = file.Blocks().Single();
        var data = block.Data.ToArray();
        var snappy = Repacked(plain, block, "snappy", Snappy(data));
        AvroFile.Open(snappy, "x.avro").Blocks().Select(b => b.Data.ToArray()).Single().ShouldBe(data);
        snappy[^17] ^= 1;
        Should.Throw<IcebergException>(() => AvroFile.Open(snappy, "x.avro").Blocks().ToList()).Message.ShouldContain("check sum");
    }

    [Theory]
    [InlineData("zstandard")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    public void A_codec_that_cannot_be_read_is_named_with_its_file(string codec)
    {
        var writer = new AvroFileWriter("\"long\"", [], codec);
        var refusal = Should.Throw<IcebergException>(() => AvroFile.Open(writer.Finish(), "s3://b/m0.avro"));
        refusal.Kind.ShouldBe(IcebergFault.Unsupported);
        refusal.Location.ShouldBe("s3://b/m0.avro");
        refusal.Message.ShouldContain($"'{codec}'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("Obj\u0001")]
    [InlineData("Obj\u0001\u0000")]
    public void What_is_no_avro_file_is_refused(string bytes) => RefusedAsCorrupt(Encoding.Latin1.GetBytes(bytes));

    [Fact]
    public void An_encrypted_file_is_refused_as_such()
    {
        var refusal = Should.Throw<IcebergException>(() => AvroFile.Open("AGS1\u0000\u0000\u0010\u0000"u8.ToArray(), "s3://b/m0.avro"));
        (refusal.Kind, refusal.Location, refusal.Message).ShouldBe((IcebergFault.Unsupported, "s3://b/m0.avro", "s3://b/m0.avro: is encrypted; encrypted tables cannot be read."));
    }

    [Fact]
    public void A_wrong_marker_between_blocks_is_refused()
    {
        var bytes = Written(AvroCodec.Deflate, 10);
        bytes[^1] ^= 1;
        RefusedAsCorrupt(bytes).Message.ShouldContain("marker");
    }

    [Fact]
    public void A_block_may_not_claim_more_records_than_it_has_bytes()
    {
        var writer = new AvroFileWriter("\"null\"", [], AvroCodec.None);
        for (var i = 0; i < 10; i++)
            writer.EndRecord();
        RefusedAsCorrupt(writer.Finish()).Message.ShouldContain("10 records");
    }

    [Fact]
    public void A_schema_that_is_too_deep_or_contains_itself_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"array","items":""", 80)) + "\"int\"" + new string('}', 80);
        Should.Throw<IcebergException>(() => AvroSchemaJson.Parse(Encoding.UTF8.GetBytes(deep), "x")).Kind.ShouldBe(IcebergFault.Corrupt);
        const string Cyclic = """{"type":"record","name":"r","fields":[{"name":"next","type":["null","r"]}]}""";
        Should.Throw<IcebergException>(() => AvroSchemaJson.Parse(Encoding.UTF8.GetBytes(Cyclic), "x")).Kind.ShouldBe(IcebergFault.Unsupported);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { })]
    public void A_number_of_more_than_64_bits_or_none_is_refused(byte[] bytes) =>
        Should.Throw<IcebergException>(() => new AvroDecoder(bytes, "x").ReadLong()).Kind.ShouldBe(IcebergFault.Corrupt);

    [Fact]
    public void Numbers_come_back()
    {
        var encoder = new AvroEncoder();
        long[] numbers = [0, -1, 1, 63, -64, 64, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];
        foreach (var number in numbers)
            encoder.WriteLong(number);
        var decoder = new AvroDecoder(encoder.Written, "x");
        foreach (var number in numbers)
            decoder.ReadLong().ShouldBe(number);
    }

    private static byte[] Written(string codec, int rows)
    {
        var writer = new AvroFileWriter(Schema, [new("k", "v")], codec);
        for (var i = 0; i < rows; i++)
        {
            writer.Record.WriteLong(i);
            if (writer.Record.WriteOptional(i % 3 > 0))
                writer.Record.WriteString($"name {i}");
            WriteBlock(writer.Record, i % 4, () => writer.Record.WriteLong(7));
            WriteBlock(writer.Record, i % 2, () => { writer.Record.WriteString("k"); writer.Record.WriteString("v"); });
            writer.Record.WriteFixed([1, 2, 3]);
            writer.Record.WriteFixed([1, 2, 3]);
            writer.Record.WriteLong(-i);
            writer.EndRecord();
        }
        return writer.Finish();
    }

    private static void WriteBlock(AvroEncoder encoder, int count, Action item)
    {
        if (count > 0)
            encoder.WriteLong(count);
        for (var i = 0; i < count; i++)
            item();
        encoder.WriteLong(0);
    }

    private static IcebergException RefusedAsCorrupt(byte[] bytes)
    {
        var refusal = Should.Throw<IcebergException>(() => AvroFile.Open(bytes, "x.avro").Blocks().ToList());
        refusal.Kind.ShouldBe(IcebergFault.Corrupt);
        return refusal;
    }

    private static byte[] Snappy(byte[] data)
    {
        var crc = Crc32.Of(data);
        return [.. IronSnappy.Snappy.Encode(data), (byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }

    /// <summary>The same file, its one block packed otherwise.</summary>
    private static byte[] Repacked(byte[] plain, AvroBlock block, string codec, byte[] packed)
    {
        var writer = new AvroFileWriter(Schema, [new("k", "v")], codec);
        var head = writer.Finish();
        var encoder = new AvroEncoder();
        encoder.WriteFixed(head);
        encoder.WriteLong(block.Count);
        encoder.WriteBytes(packed);
        encoder.WriteFixed(head.AsSpan(head.Length - AvroFile.SyncLength));
        plain.Length.ShouldBeGreaterThan(head.Length);
        return encoder.Written.ToArray();
    }
}
