using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Tests.Avro;

/// <summary>The same records in a file without compression, in which damage meets the decoder itself.</summary>
internal static class Uncompressed
{
    public static byte[] Of(byte[] content)
    {
        var file = AvroFile.Open(content, "x.avro");
        var writer = new AvroFileWriter(file.Text("avro.schema")!, [], AvroCodec.None);
        var encoder = new AvroEncoder();
        var head = writer.Finish();
        encoder.WriteFixed(head);
        foreach (var block in file.Blocks())
        {
            encoder.WriteLong(block.Count);
            encoder.WriteBytes(block.Data.Span);
            encoder.WriteFixed(head.AsSpan(head.Length - AvroFile.SyncLength));
        }
        return encoder.Written.ToArray();
    }
}
