using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Tarn.Iceberg.Metadata;

/// <summary>Reads and writes documents: names in kebab case, what is null left out, failures told with the property's path.</summary>
internal static class MetadataJson
{
    public static MetadataJsonContext Context { get; } = new(Options());

    /// <summary>New options each time: a context takes them for its own.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string location)
        where T : class
    {
        if (!Utf8.IsValid(json))
            throw IcebergException.Corrupt(location, "is not UTF-8, as JSON must be.");
        try
        {
            return JsonSerializer.Deserialize(WithoutMark(json), type) ?? throw IcebergException.Corrupt(location, "holds null.");
        }
        catch (JsonException e) when (e.Path is { Length: > 2 } path)
        {
            throw IcebergException.BrokenProperty(location, path[2..], $"cannot be read: {Sentence(e)}", e);
        }
        catch (JsonException e)
        {
            throw IcebergException.Corrupt(location, $"is not the JSON it should be: {Sentence(e)}", e);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private static string Sentence(JsonException e) =>
        e.Message.Split(" Path: ", 2)[0] + (e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine})" : "");
}
