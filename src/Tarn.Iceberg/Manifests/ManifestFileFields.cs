using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>The fields of a line of a manifest list on the way from Avro (spec, "Manifest Lists"). Fields that nobody knows are stepped over.</summary>
internal struct ManifestFileFields
{
    private string? _path;
    private long? _bytes;
    private int? _spec;
    private int? _content;
    private long? _sequence;
    private long? _minSequence;
    private long? _snapshot;
    private int? _addedFiles;
    private int? _existingFiles;
    private int? _deletedFiles;
    private long? _addedRows;
    private long? _existingRows;
    private long? _deletedRows;
    private List<PartitionSummary>? _partitions;
    private byte[]? _key;
    private long? _firstRow;

    /// <summary>Takes the field that the decoder stands before.</summary>
    public void Read(ref AvroDecoder decoder, AvroField field)
    {
        switch (field.Id)
        {
            case 500: _path = AvroOptional.ReadString(ref decoder, field.Type); break;
            case 501: _bytes = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 502: _spec = AvroOptional.ReadInt(ref decoder, field.Type); break;
            case 503: _snapshot = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 504: _addedFiles = AvroOptional.ReadInt(ref decoder, field.Type); break;
            case 505: _existingFiles = AvroOptional.ReadInt(ref decoder, field.Type); break;
            case 506: _deletedFiles = AvroOptional.ReadInt(ref decoder, field.Type); break;
            case 507: _partitions = ReadSummaries(ref decoder, field.Type); break;
            case 512: _addedRows = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 513: _existingRows = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 514: _deletedRows = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 515: _sequence = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 516: _minSequence = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 517: _content = AvroOptional.ReadInt(ref decoder, field.Type); break;
            case 519: _key = AvroOptional.ReadBytes(ref decoder, field.Type); break;
            case 520: _firstRow = AvroOptional.ReadLong(ref decoder, field.Type); break;
            default: AvroSkip.Skip(ref decoder, field.Type); break;
        }
    }

    /// <summary>The line, once every field was read. Version 1 has no content and no sequence numbers: data, 0.</summary>
    public readonly ManifestFile ToManifestFile(ref AvroDecoder decoder) => new()
    {
        Path = _path ?? throw decoder.Broken("has a line without 'manifest_path'"),
        Bytes = _bytes ?? throw decoder.Broken("has a line without 'manifest_length'"),
        SpecId = _spec ?? throw decoder.Broken("has a line without 'partition_spec_id'"),
        Deletes = _content switch { null or 0 => false, 1 => true, _ => throw decoder.Broken($"has a manifest of the unknown content {_content}") },
        SequenceNumber = _sequence ?? 0,
        MinSequenceNumber = _minSequence ?? 0,
        AddedSnapshotId = _snapshot ?? -1,
        AddedFiles = _addedFiles,
        ExistingFiles = _existingFiles,
        DeletedFiles = _deletedFiles,
        AddedRows = _addedRows,
        ExistingRows = _existingRows,
        DeletedRows = _deletedRows,
        Partitions = _partitions,
        KeyMetadata = _key,
        FirstRowId = _firstRow,
    };

    private static List<PartitionSummary>? ReadSummaries(ref AvroDecoder decoder, AvroSchema schema)
    {
        var resolved = decoder.Resolve(schema);
        if (resolved is AvroSchema.Primitive { Kind: AvroKind.Null })
            return null;
        if (resolved is not AvroSchema.Array { Items: AvroSchema.Record item })
            throw decoder.Unexpected(resolved, "a list of partition summaries");
        var summaries = new List<PartitionSummary>();
        for (var count = decoder.ReadItemCount(item.BytesMin); count > 0; count = decoder.ReadItemCount(item.BytesMin))
        {
            for (var i = 0; i < count; i++)
                summaries.Add(ReadSummary(ref decoder, item));
        }
        return summaries;
    }

    private static PartitionSummary ReadSummary(ref AvroDecoder decoder, AvroSchema.Record record)
    {
        bool? containsNull = null, containsNan = null;
        byte[]? lower = null, upper = null;
        foreach (var field in record.Fields)
        {
            switch (field.Id)
            {
                case 509: containsNull = AvroOptional.ReadBoolean(ref decoder, field.Type); break;
                case 510: lower = AvroOptional.ReadBytes(ref decoder, field.Type); break;
                case 511: upper = AvroOptional.ReadBytes(ref decoder, field.Type); break;
                case 518: containsNan = AvroOptional.ReadBoolean(ref decoder, field.Type); break;
                default: AvroSkip.Skip(ref decoder, field.Type); break;
            }
        }
        return new PartitionSummary(containsNull ?? true, containsNan, lower, upper);
    }
}
