using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>Reads the entries of one manifest as its writer wrote them, before anything is inherited.</summary>
internal sealed class ManifestEntryDecoder
{
    private const int DataFileId = 2;

    private readonly AvroField[] _fields;
    private readonly AvroField[] _fileFields;
    private readonly ManifestDecoders _decoders;
    private readonly ManifestDecoders? _glimpsing;
    private readonly int _specId;

    /// <summary>For a file whose record is the entry.</summary>
    /// <param name="file">The file.</param>
    /// <param name="specId">The spec of its tuples.</param>
    /// <param name="partition">Makes the tuple's decoder from the writer's record.</param>
    /// <param name="glimpsed">The columns whose counts and bounds <see cref="Glimpse"/> takes.</param>
    public ManifestEntryDecoder(AvroFile file, int specId, Func<AvroSchema.Record, PartitionDecoder> partition, int[]? glimpsed = null)
    {
        _fields = [.. file.Record.Fields];
        var dataFile = RecordOf(_fields, DataFileId, file.Location);
        _fileFields = [.. dataFile.Fields];
        _decoders = new ManifestDecoders(partition(RecordOf(_fileFields, 102, file.Location)));
        _glimpsing = glimpsed is null ? null : new ManifestDecoders(_decoders.Partition, glimpsed);
        _specId = specId;
    }

    /// <summary>The entry that the decoder stands before.</summary>
    public ManifestEntry Read(ref AvroDecoder decoder) => Read(ref decoder, glimpses: false);

    /// <summary>The same with what a condition looks at alone: without location, format and size, and with counts and bounds of some columns.</summary>
    public ManifestEntry Glimpse(ref AvroDecoder decoder) => Read(ref decoder, glimpses: true);

    private ManifestEntry Read(ref AvroDecoder decoder, bool glimpses)
    {
        int? status = null;
        long? snapshot = null, sequence = null, fileSequence = null;
        var file = default(DataFileFields);
        foreach (var field in _fields)
        {
            switch (field.Id)
            {
                case 0: status = AvroOptional.ReadInt(ref decoder, field.Type); break;
                case 1: snapshot = AvroOptional.ReadLong(ref decoder, field.Type); break;
                case 3: sequence = AvroOptional.ReadLong(ref decoder, field.Type); break;
                case 4: fileSequence = AvroOptional.ReadLong(ref decoder, field.Type); break;
                case DataFileId: ReadFile(ref decoder, ref file, glimpses); break;
                default: AvroSkip.Skip(ref decoder, field.Type); break;
            }
        }
        return new ManifestEntry
        {
            Status = status is >= 0 and <= 2 ? (EntryStatus)status : throw decoder.Broken($"has an entry of the unknown status {status}"),
            SnapshotId = snapshot,
            SequenceNumber = sequence,
            FileSequenceNumber = fileSequence,
            File = file.ToDataFile(ref decoder, _specId),
        };
    }

    private void ReadFile(ref AvroDecoder decoder, ref DataFileFields file, bool glimpses)
    {
        foreach (var field in _fileFields)
        {
            if (glimpses)
                file.Glimpse(ref decoder, field, _glimpsing!);
            else
                file.Read(ref decoder, field, _decoders);
        }
    }

    private static AvroSchema.Record RecordOf(AvroField[] fields, int id, string location) =>
        Array.Find(fields, f => f.Id == id)?.Type as AvroSchema.Record
        ?? throw IcebergException.Corrupt(location, $"is no manifest: its entries have no record with the field id {id}.");
}
