using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Tarn.Iceberg.Metadata;

namespace Tarn.Iceberg.Deletes;

/// <summary>Writes a puffin file, its blobs and its footer uncompressed (puffin spec, "File structure").</summary>
public sealed class PuffinWriter
{
    /// <summary>The field id of a row's position, which deletion vectors are made for.</summary>
    private const int RowPositionId = 2147483645;

    private static readonly PuffinJsonContext Json = new(MetadataJson.Options());
    private readonly ArrayBufferWriter<byte> _file = new();
    private readonly List<PuffinBlobDocument> _blobs = [];

    /// <summary>Starts a file.</summary>
    public PuffinWriter() => _file.Write(Magic);

    private static ReadOnlySpan<byte> Magic => "PFA1"u8;

    /// <summary>Adds the deletion vector of a data file; where its blob lies.</summary>
    /// <param name="dataFile">The data file's location.</param>
    /// <param name="rows">Its deleted rows.</param>
    public (long Offset, long Length) Add(string dataFile, RowPositions rows)
    {
        var blob = DeletionVectorBlob.Write(rows);
        var offset = _file.WrittenCount;
        _file.Write(blob);
        _blobs.Add(new PuffinBlobDocument
        {
            Type = PuffinBlob.DeletionVector,
            Fields = [RowPositionId],
            SnapshotId = -1,
            SequenceNumber = -1,
            Offset = offset,
            Length = blob.Length,
            Properties = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["referenced-data-file"] = dataFile, ["cardinality"] = $"{rows.Count}" },
        });
        return (offset, blob.Length);
    }

    /// <summary>The whole file. Nothing may be added after it.</summary>
    public byte[] Finish()
    {
        var footer = JsonSerializer.SerializeToUtf8Bytes(
            new PuffinFooterDocument { Blobs = _blobs, Properties = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["created-by"] = "Tarn" } }, Json.PuffinFooterDocument);
        _file.Write(Magic);
        _file.Write(footer);
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tail, footer.Length);
        tail[4..].Clear();
        _file.Write(tail);
        _file.Write(Magic);
        return _file.WrittenSpan.ToArray();
    }
}
