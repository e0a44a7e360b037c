using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tarn.Iceberg.Types;

/// <summary>Single values as JSON (spec, Appendix D, "JSON single-value serialization"): default values of columns.</summary>
public static class SingleValueJson
{
    /// <summary>Writes the value; null writes null.</summary>
    public static void Write(Utf8JsonWriter writer, IcebergType type, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case NestedValue v: writer.WriteRawValue(v.Json); break;
            case bool v: writer.WriteBooleanValue(v); break;
            case int v when type is IcebergType.Int: writer.WriteNumberValue(v); break;
            case long v when type is IcebergType.Long: writer.WriteNumberValue(v); break;
            case float v: writer.WriteNumberValue(v); break;
            case double v: writer.WriteNumberValue(v); break;
            default: writer.WriteStringValue(SingleValueText.Format(type, value)); break;
        }
    }

    /// <summary>The value; null for JSON's null.</summary>
    /// <exception cref="IcebergException">Invalid: it is no value of the type.</exception>
    public static object? Read(IcebergType type, JsonElement json)
    {
        var value = (type, json.ValueKind) switch
        {
            (_, JsonValueKind.Null) => null,
            (IcebergType.Struct or IcebergType.Map, JsonValueKind.Object) or (IcebergType.List, JsonValueKind.Array) => new NestedValue(Compact(json)),
            (IcebergType.Boolean, JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
            (IcebergType.Int or IcebergType.Long or IcebergType.Float or IcebergType.Double, JsonValueKind.Number) => SingleValueText.Parse(type, json.GetRawText()),
            (IcebergType.Boolean or IcebergType.Int or IcebergType.Long or IcebergType.Float or IcebergType.Double, _) => null,
            (_, JsonValueKind.String) => SingleValueText.Parse(type, json.GetString()!),
            _ => null,
        };
        return value is not null || json.ValueKind is JsonValueKind.Null
            ? value
            : throw new IcebergException(IcebergFault.Invalid, $"{json.GetRawText()} is no value of the Iceberg type {type}.");
    }

    private static string Compact(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            json.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
