namespace Tarn.Iceberg.Avro;

/// <summary>Steps over a value that nobody asked for.</summary>
internal static class AvroSkip
{
    /// <summary>Moves behind a value of the type.</summary>
    public static void Skip(ref AvroDecoder decoder, AvroSchema schema)
    {
        if (schema.BytesMin == 0)
            return;
        switch (schema)
        {
            case AvroSchema.Primitive primitive: SkipPrimitive(ref decoder, primitive.Kind); break;
            case AvroSchema.Fixed { Size: var size }: decoder.ReadFixed(size); break;
            case AvroSchema.Enum: decoder.ReadInt(); break;
            case AvroSchema.Union union: Skip(ref decoder, decoder.ReadBranch(union)); break;
            case AvroSchema.Array array: SkipItems(ref decoder, null, array.Items); break;
            case AvroSchema.Map map: SkipItems(ref decoder, new AvroSchema.Primitive(AvroKind.String), map.Values); break;
            case AvroSchema.Record record: SkipRecord(ref decoder, record); break;
        }
    }

    private static void SkipPrimitive(ref AvroDecoder decoder, AvroKind kind)
    {
        switch (kind)
        {
            case AvroKind.Null: break;
            case AvroKind.Boolean: decoder.ReadBoolean(); break;
            case AvroKind.Float: decoder.ReadFixed(4); break;
            case AvroKind.Double: decoder.ReadFixed(8); break;
            case AvroKind.Bytes or AvroKind.String: decoder.ReadBytes(); break;
            default: decoder.ReadLong(); break;
        }
    }

    private static void SkipItems(ref AvroDecoder decoder, AvroSchema? key, AvroSchema item)
    {
        for (var count = decoder.ReadItemCount(item.BytesMin + (key?.BytesMin ?? 0)); count > 0; count = decoder.ReadItemCount(item.BytesMin + (key?.BytesMin ?? 0)))
        {
            for (var i = 0; i < count; i++)
            {
                if (key is not null)
                    Skip(ref decoder, key);
                Skip(ref decoder, item);
            }
        }
    }

    private static void SkipRecord(ref AvroDecoder decoder, AvroSchema.Record record)
    {
        foreach (var field in record.Fields)
            Skip(ref decoder, field.Type);
    }
}
