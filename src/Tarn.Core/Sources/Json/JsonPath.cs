using System.Globalization;
using System.Text;
using System.Text.Json;
using Tarn.Project;

namespace Tarn.Sources.Json;

/// <summary>Finds the one value that a <see cref="JsonPathText"/> names in the bytes of a document. Of two members with the same name the first counts.</summary>
public sealed class JsonPath
{
    /// <summary>How deep a document may be nested. Deeper ones are refused rather than followed.</summary>
    public const int DepthMax = 512;

    private readonly IReadOnlyList<JsonPathPart> _parts;
    private readonly string _text;

    private JsonPath(string text, IReadOnlyList<JsonPathPart> parts) => (_text, _parts) = (text, parts);

    /// <summary>The whole document.</summary>
    public static JsonPath Root { get; } = Of(JsonPathText.Root);

    /// <summary>The finder of a declared path.</summary>
    public static JsonPath Of(JsonPathText path) => new(path.Text, path.Parts);

    /// <summary>The finder of a record's field by its name, whatever signs the name has.</summary>
    public static JsonPath Field(string name) => new(name, [new JsonPathPart.Name(name)]);

    /// <summary>Finds the value in a document: where its bytes start and how many they are. False when there is no such value.</summary>
    /// <exception cref="JsonException">What was read up to the value is not JSON.</exception>
    public bool TryFind(ReadOnlySpan<byte> document, out int start, out int length)
    {
        (start, length) = (0, 0);
        var reader = ReaderOf(document);
        if (!reader.Read())
            return false;
        foreach (var part in _parts)
        {
            if (!Enter(ref reader, part))
                return false;
        }
        start = (int)reader.TokenStartIndex;
        reader.Skip();
        length = (int)reader.BytesConsumed - start;
        return true;
    }

    /// <summary>The value as text: a string's content, otherwise its JSON. Null when it is absent, null or an empty string.</summary>
    public string? TextIn(ReadOnlySpan<byte> document)
    {
        if (!TryFind(document, out var start, out var length))
            return null;
        var value = document.Slice(start, length);
        if (value[0] != (byte)'"')
            return value.SequenceEqual("null"u8) ? null : Encoding.UTF8.GetString(value);
        var reader = new Utf8JsonReader(value);
        reader.Read();
        var text = reader.GetString();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The value as a whole number, also when the vendor wrote it as text. Null when it is neither.</summary>
    public long? NumberIn(ReadOnlySpan<byte> document) =>
        long.TryParse(TextIn(document), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The path as it was written.</summary>
    public override string ToString() => _text;

    internal static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> document) =>
        new(document, new JsonReaderOptions { MaxDepth = DepthMax });

    /// <summary>Moves the reader from the start of a value to the start of the value inside. False when it is not there.</summary>
    private static bool Enter(ref Utf8JsonReader reader, JsonPathPart part) => part switch
    {
        JsonPathPart.Name name => EnterMember(ref reader, name.Text),
        JsonPathPart.Index index => EnterElement(ref reader, index.Position),
        _ => false,
    };

    private static bool EnterMember(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }
        return false;
    }

    private static bool EnterElement(ref Utf8JsonReader reader, int position)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == position)
                return true;
            reader.Skip();
        }
        return false;
    }
}
