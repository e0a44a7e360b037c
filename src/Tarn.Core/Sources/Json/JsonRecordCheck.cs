using System.Text.Json;
using System.Text.Unicode;

namespace Tarn.Sources.Json;

/// <summary>Says whether a record can be taken: one JSON object (RFC 8259), in UTF-8, whose escapes tell whole characters.</summary>
public static class JsonRecordCheck
{
    /// <summary>Why the record cannot be taken, to follow "the record": <c>is not UTF-8</c>; null when it can.</summary>
    public static string? Fault(ReadOnlySpan<byte> record)
    {
        if (!Utf8.IsValid(record))
            return "is not UTF-8";
        try
        {
            var reader = JsonPath.ReaderOf(record);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return $"is not an object but {KindOf(reader.TokenType)}";
            var escaped = HasSurrogateEscape(record);
            while (reader.Read())
            {
                if (escaped && !HasWholeCharacters(ref reader))
                    return "has half a surrogate pair in an escape";
            }
            return null;
        }
        catch (JsonException fault)
        {
            return $"is not JSON ({fault.Message.Split(" LineNumber", 2)[0].TrimEnd('.')})";
        }
    }

    /// <summary>The same for a record of a document that is known to be whole JSON, and maybe plain: then only its kind can be wrong.</summary>
    internal static string? FaultInDocument(ReadOnlySpan<byte> record, bool isPlain) =>
        isPlain && record[0] == (byte)'{' ? null : Fault(record);

    /// <summary>True for bytes in which no record can be bad but as JSON: valid UTF-8 without escapes of surrogates.</summary>
    internal static bool IsPlain(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && !HasSurrogateEscape(bytes);

    private static bool HasSurrogateEscape(ReadOnlySpan<byte> bytes) =>
        bytes.Contains((byte)'\\') && (bytes.IndexOf("\\ud"u8) >= 0 || bytes.IndexOf("\\uD"u8) >= 0);

    private static bool HasWholeCharacters(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped || reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return true;
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
