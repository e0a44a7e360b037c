using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>
/// Reads maps from field id to a value, which Avro holds as arrays of records {key, value} because its own maps have text keys
/// (spec, Appendix A). One decoder for each column of a manifest: it shares the ids between files.
/// </summary>
internal sealed class FieldMapDecoder<T>(FieldMapDecoder<T>.ReadValue read)
{
    private int[] _sharedKeys = [];

    /// <summary>Reads a value of the map; null where the writer wrote null.</summary>
    internal delegate T? ReadValue(ref AvroDecoder decoder, AvroSchema schema);

    /// <summary>The map, or null where the writer wrote null.</summary>
    public FieldMap<T>? Read(ref AvroDecoder decoder, AvroSchema schema)
    {
        var resolved = decoder.Resolve(schema);
        if (resolved is AvroSchema.Primitive { Kind: AvroKind.Null })
            return null;
        if (resolved is not AvroSchema.Array { Items: AvroSchema.Record { Fields: [{ Name: "key" } key, { Name: "value" } value] } entry })
            throw decoder.Unexpected(resolved, "a list of keys and values");
        int[] keys = [];
        T[] values = [];
        for (var count = decoder.ReadItemCount(entry.BytesMin); count > 0; count = decoder.ReadItemCount(entry.BytesMin))
        {
            var start = keys.Length;
            Array.Resize(ref keys, start + count);
            Array.Resize(ref values, start + count);
            for (var i = start; i < keys.Length; i++)
            {
                keys[i] = AvroOptional.ReadInt(ref decoder, key.Type) ?? throw decoder.Broken("has null where a field id should stand");
                values[i] = read(ref decoder, value.Type) ?? throw decoder.Broken("has null where a value of a column should stand");
            }
        }
        return new FieldMap<T>(Share(keys), values);
    }

    private int[] Share(int[] keys)
    {
        if (!keys.AsSpan().SequenceEqual(_sharedKeys))
            _sharedKeys = keys;
        return _sharedKeys;
    }
}
