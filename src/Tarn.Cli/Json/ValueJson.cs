using System.Collections;
using System.Numerics;
using System.Text.Json;
using Tarn.Cli.Terminals;
using Tarn.DuckDb;

namespace Tarn.Cli.Json;

/// <summary>
/// A value of an answer as JSON. Integers and decimals of any size are numbers with every digit; NaN and the infinities, which JSON has not,
/// are null; times are ISO 8601, bytes base64, everything else that is not a list, a struct or a map is text.
/// </summary>
internal static class ValueJson
{
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case string text: json.WriteStringValue(text); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case double number: Float(json, number); break;
            case float number: Float(json, number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger:
                json.WriteRawValue(((IFormattable)value).ToString(null, null));
                break;
            case DuckDbBeyond { Type: DuckDbType.Decimal } number: json.WriteRawValue(number.Text); break;
            case DuckDbUnion union: Write(json, union.Value); break;
            case IReadOnlyDictionary<string, object?> map: Struct(json, map); break;
            case IDictionary map: Map(json, map); break;
            case IEnumerable items: json.Array(items.Cast<object?>(), item => Write(json, item)); break;
            default: json.WriteStringValue(ValueText.Of(value)); break;
        }
    }

    private static void Float(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    private static void Float(Utf8JsonWriter json, float number)
    {
        if (float.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }

    private static void Struct(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> fields) =>
        json.Object(() =>
        {
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }
        });

    private static void Map(Utf8JsonWriter json, IDictionary entries) =>
        json.Object(() =>
        {
            foreach (DictionaryEntry entry in entries)
            {
                json.WritePropertyName(ValueText.Of(entry.Key));
                Write(json, entry.Value);
            }
        });
}
