using Tarn.Iceberg.Avro;

namespace Tarn.Iceberg.Manifests;

/// <summary>
/// Reads maps from field id to a value, which Avro holds as arrays of records {key, value} because its own maps have text keys
/// (spec, Appendix A). One decoder for each column of a manifest: it shares the ids between files.
/// </summary>
/// <param name="read">Reads a value.</param>
/// <param name="only">The field ids that are wanted; null for all.</param>
internal sealed class FieldMapDecoder<T>(FieldMapDecoder<T>.ReadValue read, int[]? only = null)
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
        return only is null ? ReadAll(ref decoder, entry, key, value) : ReadSome(ref decoder, entry, key, value);
    }

    private FieldMap<T> ReadAll(ref AvroDecoder decoder, AvroSchema.Record entry, AvroField key, AvroField value)
    {
        int[] keys = [];
        T[] values = [];
        for (var count = decoder.ReadItemCount(entry.BytesMin); count > 0; count = decoder.ReadItemCount(entry.BytesMin))
        {
            var start = keys.Length;
            Array.Resize(ref keys, start + count);
            Array.Resize(ref values, start + count);
            for (var i = start; i < keys.Length; i++)
            {
                keys[i] = ReadKey(ref decoder, key);
                values[i] = ReadOne(ref decoder, value);
            }
        }
        return new FieldMap<T>(Share(keys), values);
    }

    private FieldMap<T> ReadSome(ref AvroDecoder decoder, AvroSchema.Record entry, AvroField key, AvroField value)
    {
        var wanted = only.AsSpan();
        var (keys, values, found) = (Array.Empty<int>(), Array.Empty<T>(), 0);
        var skip = new Stepping(key.Type, value.Type);
        for (var count = decoder.ReadItemCount(entry.BytesMin); count > 0; count = decoder.ReadItemCount(entry.BytesMin))
        {
            for (; count > 0; count--)
            {
                var id = skip.IsPlainKey ? decoder.ReadInt() : ReadKey(ref decoder, key);
                if (found == wanted.Length || !wanted.Contains(id))
                {
                    skip.Over(ref decoder);
                    continue;
                }
                if (found == 0)
                    (keys, values) = (new int[wanted.Length], new T[wanted.Length]);
                (keys[found], values[found++]) = (id, ReadOne(ref decoder, value));
            }
        }
        Array.Resize(ref keys, found);
        Array.Resize(ref values, found);
        return new FieldMap<T>(Share(keys), values);
    }

    /// <summary>How the entries of a map are passed over: most are, and all writers hold keys and values without a union.</summary>
    private readonly ref struct Stepping(AvroSchema key, AvroSchema value)
    {
        private readonly AvroKind? _plain = (value as AvroSchema.Primitive)?.Kind;

        public bool IsPlainKey { get; } = key is AvroSchema.Primitive { Kind: AvroKind.Int };

        public void Over(ref AvroDecoder decoder)
        {
            if (_plain is AvroKind.Long)
                decoder.ReadLong();
            else if (_plain is AvroKind.Bytes)
                decoder.ReadBytes();
            else
                AvroSkip.Skip(ref decoder, value);
        }
    }

    private static int ReadKey(ref AvroDecoder decoder, AvroField key) =>
        AvroOptional.ReadInt(ref decoder, key.Type) ?? throw decoder.Broken("has null where a field id should stand");

    private T ReadOne(ref AvroDecoder decoder, AvroField value) =>
        read(ref decoder, value.Type) ?? throw decoder.Broken("has null where a value of a column should stand");

    private int[] Share(int[] keys)
    {
        if (!keys.AsSpan().SequenceEqual(_sharedKeys))
            _sharedKeys = keys;
        return _sharedKeys;
    }
}
