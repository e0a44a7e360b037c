using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tarn.Sources.Json;

/// <summary>
/// A path to one value in a JSON document: <c>$</c>, <c>$.data.items</c>, <c>$['odd name']</c>, <c>$.pages[0].next</c> (the singular queries of RFC 9535,
/// section 2.3.5.1). A path without the leading <c>$</c> is taken as if it had one.
/// </summary>
public sealed class JsonPath
{
    /// <summary>How deep a document may be nested. Deeper ones are refused rather than followed.</summary>
    public const int DepthMax = 512;

    private readonly JsonPathStep[] _steps;
    private readonly string _text;

    private JsonPath(string text, JsonPathStep[] steps) => (_text, _steps) = (text, steps);

    /// <summary>The whole document.</summary>
    public static JsonPath Root { get; } = new("$", []);

    /// <summary>Reads a path; a <see cref="FormatException"/> says what is wrong with it.</summary>
    public static JsonPath Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("$"))
            rest = rest[1..];
        else if (rest.Length > 0 && rest[0] is not ('.' or '['))
            rest = "." + rest.ToString();
        var steps = new List<JsonPathStep>();
        while (rest.Length > 0)
            steps.Add(JsonPathStep.Take(ref rest, text));
        return new JsonPath(text, [.. steps]);
    }

    /// <summary>Finds the value in a document: where its bytes start and how many they are. False when there is no such value.</summary>
    /// <exception cref="JsonException">What was read up to the value is not JSON.</exception>
    public bool TryFind(ReadOnlySpan<byte> document, out int start, out int length)
    {
        (start, length) = (0, 0);
        var reader = ReaderOf(document);
        if (!reader.Read())
            return false;
        foreach (var step in _steps)
        {
            if (!step.Enter(ref reader))
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
}
