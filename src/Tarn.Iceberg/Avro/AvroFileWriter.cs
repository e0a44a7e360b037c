using System.Security.Cryptography;

namespace Tarn.Iceberg.Avro;

/// <summary>
/// Writes an object container file into memory. The marker between blocks is the hash of the header, so that the same records make
/// the same bytes; what a reader needs is that it is the same all through the file.
/// </summary>
internal sealed class AvroFileWriter
{
    /// <summary>A block is closed when it has grown past this; the Java writer's size.</summary>
    private const int BlockBytes = 64_000;

    private readonly MemoryStream _file = new();
    private readonly AvroEncoder _block = new();
    private readonly byte[] _sync;
    private readonly string _codec;
    private int _blockCount;

    /// <summary>Starts a file.</summary>
    /// <param name="schemaJson">The schema of every record.</param>
    /// <param name="header">What else the header says, in order.</param>
    /// <param name="codec"><see cref="AvroCodec.Deflate"/> or <see cref="AvroCodec.None"/>.</param>
    public AvroFileWriter(string schemaJson, IEnumerable<KeyValuePair<string, string>> header, string codec = AvroCodec.Deflate)
    {
        _codec = codec;
        var head = new AvroEncoder();
        head.WriteFixed(AvroFile.Magic);
        List<KeyValuePair<string, string>> all = [new("avro.schema", schemaJson), new("avro.codec", codec), .. header];
        head.WriteLong(all.Count);
        foreach (var (key, value) in all)
        {
            head.WriteString(key);
            head.WriteString(value);
        }
        head.WriteLong(0);
        _sync = SHA256.HashData(head.Written)[..AvroFile.SyncLength];
        _file.Write(head.Written);
        _file.Write(_sync);
    }

    /// <summary>Where the next record is written; <see cref="EndRecord"/> closes it.</summary>
    public AvroEncoder Record => _block;

    /// <summary>Closes the record that was written to <see cref="Record"/>.</summary>
    public void EndRecord()
    {
        _blockCount++;
        if (_block.Written.Length >= BlockBytes)
            FlushBlock();
    }

    /// <summary>The whole file. Nothing may be written after it.</summary>
    public byte[] Finish()
    {
        FlushBlock();
        return _file.ToArray();
    }

    private void FlushBlock()
    {
        if (_blockCount == 0)
            return;
        var packed = AvroCodec.Compress(_codec, _block.Written);
        var head = new AvroEncoder();
        head.WriteLong(_blockCount);
        head.WriteLong(packed.Length);
        _file.Write(head.Written);
        _file.Write(packed);
        _file.Write(_sync);
        _block.Clear();
        _blockCount = 0;
    }
}
