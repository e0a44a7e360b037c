using System.Buffers;
using System.Text;

namespace Tarn.Iceberg.Avro;

/// <summary>An object container file (Avro 1.11, "Object Container Files"), opened: its header is read, its blocks are not yet.</summary>
internal sealed class AvroFile
{
    /// <summary>The first bytes of every file.</summary>
    public static ReadOnlySpan<byte> Magic => "Obj\x01"u8;

    private static ReadOnlySpan<byte> Encrypted => "AGS1"u8;

    /// <summary>The length of the marker between blocks.</summary>
    public const int SyncLength = 16;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<string, byte[]> _header;
    private readonly string _codec;
    private readonly int _firstBlock;

    private AvroFile(ReadOnlyMemory<byte> bytes, Dictionary<string, byte[]> header, int firstBlock, string location)
    {
        (_bytes, _header, _firstBlock, Location) = (bytes, header, firstBlock, location);
        _codec = Text("avro.codec") ?? AvroCodec.None;
        AvroCodec.Check(_codec, location);
        Schema = header.TryGetValue("avro.schema", out var schema)
            ? AvroSchemaJson.Parse(schema, location)
            : throw IcebergException.Corrupt(location, "has no 'avro.schema' in its header.");
    }

    /// <summary>Where the file lies, for messages.</summary>
    public string Location { get; }

    /// <summary>The schema it was written with.</summary>
    public AvroSchema Schema { get; }

    /// <summary>The record that every object of the file is.</summary>
    /// <exception cref="IcebergException">Corrupt: the objects are no records.</exception>
    public AvroSchema.Record Record => Schema as AvroSchema.Record ?? throw IcebergException.Corrupt(Location, "does not hold records.");

    /// <summary>Reads the header.</summary>
    /// <exception cref="IcebergException">Corrupt: this is no such file. Unsupported: its codec.</exception>
    public static AvroFile Open(ReadOnlyMemory<byte> bytes, string location)
    {
        if (bytes.Span.StartsWith(Encrypted))
            throw IcebergException.Unsupported(location, "is encrypted; encrypted tables cannot be read.");
        if (!bytes.Span.StartsWith(Magic))
            throw IcebergException.Corrupt(location, "does not start as an Avro file does.");
        var decoder = new AvroDecoder(bytes.Span[Magic.Length..], location);
        var header = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var count = decoder.ReadItemCount(2); count > 0; count = decoder.ReadItemCount(2))
        {
            for (var i = 0; i < count; i++)
                header[decoder.ReadString()] = decoder.ReadBytes().ToArray();
        }
        return new AvroFile(bytes, header, Magic.Length + decoder.Position, location);
    }

    /// <summary>A value of the header as text, or null when it has none under this key.</summary>
    public string? Text(string key) => _header.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary>The file cut between blocks into runs of at least so many bytes, in their order; the last may be shorter.</summary>
    /// <exception cref="IcebergException">Corrupt.</exception>
    public IReadOnlyList<Range> Runs(int bytesMin)
    {
        var runs = new List<Range>();
        var start = _firstBlock + SyncLength;
        for (var end = start; _bytes.Length - start > bytesMin && end < _bytes.Length;)
        {
            end = BlockAt(end).Next;
            if (end - start < bytesMin)
                continue;
            runs.Add(start..end);
            start = end;
        }
        return [.. runs, start.._bytes.Length];
    }

    /// <summary>The blocks in their order, unpacked one after the other into the same memory: each is good until the next is asked for.</summary>
    /// <exception cref="IcebergException">Corrupt.</exception>
    public IEnumerable<AvroBlock> Blocks() => Blocks((_firstBlock + SyncLength).._bytes.Length);

    /// <summary>The blocks of a run.</summary>
    /// <exception cref="IcebergException">Corrupt.</exception>
    public IEnumerable<AvroBlock> Blocks(Range run)
    {
        var sync = Sync();
        var buffer = Array.Empty<byte>();
        try
        {
            for (var position = run.Start.Value; position < run.End.Value;)
            {
                var (count, data, next) = BlockAt(position);
                if (!_bytes.Span.Slice(next - SyncLength, SyncLength).SequenceEqual(sync.Span))
                    throw IcebergException.Corrupt(Location, $"has another marker than its own before byte {next}.");
                position = next;
                var unpacked = AvroCodec.Decompress(_codec, data, Location, ref buffer);
                if (count > unpacked.Length)
                    throw IcebergException.Corrupt(Location, $"has a block of {unpacked.Length} bytes that claims {count} records.");
                yield return new AvroBlock((int)count, unpacked);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ReadOnlyMemory<byte> Sync() =>
        _firstBlock + SyncLength <= _bytes.Length
            ? _bytes.Slice(_firstBlock, SyncLength)
            : throw IcebergException.Corrupt(Location, "ends inside its header.");

    private (long Count, ReadOnlyMemory<byte> Data, int Next) BlockAt(int position)
    {
        var decoder = new AvroDecoder(_bytes.Span[position..], Location);
        var count = decoder.ReadLong();
        var size = decoder.ReadLong();
        if (count < 0 || size < 0 || size > decoder.Left - SyncLength)
            throw IcebergException.Corrupt(Location, $"has a block of {count} records in {size} bytes where {decoder.Left} are left.");
        var start = position + decoder.Position;
        return (count, _bytes.Slice(start, (int)size), start + (int)size + SyncLength);
    }
}
