namespace Tarn.Iceberg.Avro;

/// <summary>
/// Reads values as Iceberg's fields want them, whatever the writer chose: with or without a union with null, int where long is wanted.
/// Null where the writer wrote null.
/// </summary>
internal static class AvroOptional
{
    /// <summary>An int or long.</summary>
    public static long? ReadLong(ref AvroDecoder decoder, AvroSchema schema) => decoder.Resolve(schema) switch
    {
        AvroSchema.Primitive { Kind: AvroKind.Long or AvroKind.Int } => decoder.ReadLong(),
        AvroSchema.Primitive { Kind: AvroKind.Null } => null,
        var other => throw decoder.Unexpected(other, "a whole number"),
    };

    /// <summary>An int, or a long that fits.</summary>
    public static int? ReadInt(ref AvroDecoder decoder, AvroSchema schema) => ReadLong(ref decoder, schema) switch
    {
        null => null,
        { } value when value == (int)value => (int)value,
        { } value => throw decoder.Broken($"has {value} where a 32-bit number should stand"),
    };

    /// <summary>A boolean.</summary>
    public static bool? ReadBoolean(ref AvroDecoder decoder, AvroSchema schema) => decoder.Resolve(schema) switch
    {
        AvroSchema.Primitive { Kind: AvroKind.Boolean } => decoder.ReadBoolean(),
        AvroSchema.Primitive { Kind: AvroKind.Null } => null,
        var other => throw decoder.Unexpected(other, "a boolean"),
    };

    /// <summary>Text.</summary>
    public static string? ReadString(ref AvroDecoder decoder, AvroSchema schema) => decoder.Resolve(schema) switch
    {
        AvroSchema.Primitive { Kind: AvroKind.String } => decoder.ReadString(),
        AvroSchema.Primitive { Kind: AvroKind.Null } => null,
        var other => throw decoder.Unexpected(other, "text"),
    };

    /// <summary>Bytes, of any length or of one.</summary>
    public static byte[]? ReadBytes(ref AvroDecoder decoder, AvroSchema schema) => decoder.Resolve(schema) switch
    {
        AvroSchema.Primitive { Kind: AvroKind.Bytes } => decoder.ReadBytes().ToArray(),
        AvroSchema.Fixed { Size: var size } => decoder.ReadFixed(size).ToArray(),
        AvroSchema.Primitive { Kind: AvroKind.Null } => null,
        var other => throw decoder.Unexpected(other, "bytes"),
    };

    /// <summary>An array of whole numbers.</summary>
    public static List<long>? ReadLongs(ref AvroDecoder decoder, AvroSchema schema)
    {
        var resolved = decoder.Resolve(schema);
        if (resolved is AvroSchema.Primitive { Kind: AvroKind.Null })
            return null;
        if (resolved is not AvroSchema.Array array)
            throw decoder.Unexpected(resolved, "a list");
        var items = new List<long>();
        for (var count = decoder.ReadItemCount(array.Items.BytesMin); count > 0; count = decoder.ReadItemCount(array.Items.BytesMin))
        {
            for (var i = 0; i < count; i++)
                items.Add(ReadLong(ref decoder, array.Items) ?? throw decoder.Broken("has null where a number should stand"));
        }
        return items;
    }
}
