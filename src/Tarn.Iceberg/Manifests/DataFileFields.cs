using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>The fields of a data file on the way from Avro (spec, "Manifests", data_file). Fields that nobody knows are stepped over.</summary>
internal struct DataFileFields
{
    private int _content;
    private string? _path;
    private string? _format;
    private object?[]? _partition;
    private long? _records;
    private long? _bytes;
    private FieldMap<long>? _columnBytes;
    private FieldMap<long>? _values;
    private FieldMap<long>? _nulls;
    private FieldMap<long>? _nans;
    private FieldMap<byte[]>? _lower;
    private FieldMap<byte[]>? _upper;
    private byte[]? _key;
    private List<long>? _splits;
    private List<long>? _equality;
    private int? _sortOrder;
    private long? _firstRow;
    private string? _referenced;
    private long? _contentOffset;
    private long? _contentSize;

    /// <summary>Takes the field that the decoder stands before.</summary>
    public void Read(ref AvroDecoder decoder, AvroField field, ManifestDecoders decoders)
    {
        switch (field.Id)
        {
            case 100: _path = AvroOptional.ReadString(ref decoder, field.Type); break;
            case 101: _format = Format(ref decoder, field.Type); break;
            case 102: _partition = decoders.Partition.Read(ref decoder); break;
            case 103: _records = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 104: _bytes = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 108: _columnBytes = decoders.ColumnBytes.Read(ref decoder, field.Type); break;
            case 109: _values = decoders.ValueCounts.Read(ref decoder, field.Type); break;
            case 110: _nulls = decoders.NullCounts.Read(ref decoder, field.Type); break;
            case 125: _lower = decoders.LowerBounds.Read(ref decoder, field.Type); break;
            case 128: _upper = decoders.UpperBounds.Read(ref decoder, field.Type); break;
            case 131: _key = AvroOptional.ReadBytes(ref decoder, field.Type); break;
            case 132: _splits = AvroOptional.ReadLongs(ref decoder, field.Type); break;
            case 134: _content = AvroOptional.ReadInt(ref decoder, field.Type) ?? 0; break;
            case 135: _equality = AvroOptional.ReadLongs(ref decoder, field.Type); break;
            case 137: _nans = decoders.NanCounts.Read(ref decoder, field.Type); break;
            case 140: _sortOrder = AvroOptional.ReadInt(ref decoder, field.Type); break;
            case 142: _firstRow = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 143: _referenced = AvroOptional.ReadString(ref decoder, field.Type); break;
            case 144: _contentOffset = AvroOptional.ReadLong(ref decoder, field.Type); break;
            case 145: _contentSize = AvroOptional.ReadLong(ref decoder, field.Type); break;
            default: AvroSkip.Skip(ref decoder, field.Type); break;
        }
    }

    /// <summary>The same, but that only what a condition looks at is taken, and a row id of its own, which gives none to it; the rest is left open.</summary>
    public void Glimpse(ref AvroDecoder decoder, AvroField field, ManifestDecoders decoders)
    {
        (_path, _format, _bytes) = ("", "", 0);
        if (field.Id is 102 or 103 or 109 or 110 or 125 or 128 or 134 or 137 or 142)
            Read(ref decoder, field, decoders);
        else
            AvroSkip.Skip(ref decoder, field.Type);
    }

    /// <summary>The data file, once every field was read.</summary>
    public readonly DataFile ToDataFile(ref AvroDecoder decoder, int specId) => new()
    {
        Content = _content is >= 0 and <= 2 ? (FileContent)_content : throw decoder.Broken($"has a file of the unknown content {_content}"),
        Path = _path ?? throw decoder.Broken("has a file without 'file_path'"),
        Format = _format ?? throw decoder.Broken("has a file without 'file_format'"),
        SpecId = specId,
        Partition = _partition ?? [],
        RecordCount = _records ?? throw decoder.Broken("has a file without 'record_count'"),
        FileBytes = _bytes ?? throw decoder.Broken("has a file without 'file_size_in_bytes'"),
        ColumnBytes = _columnBytes,
        ValueCounts = _values,
        NullCounts = _nulls,
        NanCounts = _nans,
        LowerBounds = _lower,
        UpperBounds = _upper,
        KeyMetadata = _key,
        SplitOffsets = _splits,
        EqualityIds = _equality?.TrueForAll(id => id == (int)id) ?? true
            ? _equality?.ConvertAll(id => (int)id)
            : throw decoder.Broken("has a field id of more than 32 bits"),
        SortOrderId = _sortOrder,
        FirstRowId = _firstRow,
        ReferencedDataFile = _referenced,
        ContentOffset = _contentOffset,
        ContentSizeBytes = _contentSize,
    };

    private static string? Format(ref AvroDecoder decoder, AvroSchema schema)
    {
        var format = AvroOptional.ReadString(ref decoder, schema);
        return format is "PARQUET" ? "PARQUET" : format?.ToUpperInvariant();
    }
}
