using System.Globalization;
using System.Text.Json;

namespace Tarn.Sources.Json;

/// <summary>One step of a <see cref="JsonPath"/>: into a member by name, or into an element by index.</summary>
internal readonly record struct JsonPathStep(string? Name, int Index)
{
    /// <summary>Takes the first step off the text; <paramref name="whole"/> is for the message.</summary>
    public static JsonPathStep Take(ref ReadOnlySpan<char> rest, string whole)
    {
        if (rest[0] == '.')
            return TakeName(ref rest, whole);
        var end = rest[0] == '[' ? ClosingBracket(rest) : -1;
        if (end < 0)
            throw Wrong(whole, rest);
        var inside = rest[1..end].Trim();
        rest = rest[(end + 1)..];
        if (inside.Length >= 2 && inside[0] is '\'' or '"' && inside[^1] == inside[0])
            return new JsonPathStep(inside[1..^1].ToString(), 0);
        return int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new JsonPathStep(null, index) : throw Wrong(whole, inside);
    }

    /// <summary>Moves the reader from the start of a value to the start of the value inside. False when it is not there.</summary>
    public bool Enter(ref Utf8JsonReader reader) => Name is null ? EnterElement(ref reader) : EnterMember(ref reader);

    private static JsonPathStep TakeName(ref ReadOnlySpan<char> rest, string whole)
    {
        var end = rest[1..].IndexOfAny('.', '[');
        var name = end < 0 ? rest[1..] : rest.Slice(1, end);
        if (name.Trim().Length == 0)
            throw Wrong(whole, rest);
        rest = end < 0 ? [] : rest[(end + 1)..];
        return new JsonPathStep(name.ToString(), 0);
    }

    private static int ClosingBracket(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[1] is not ('\'' or '"'))
            return rest.IndexOf(']');
        var quote = rest[2..].IndexOf(rest[1]);
        return quote < 0 || quote + 3 >= rest.Length || rest[quote + 3] != ']' ? -1 : quote + 3;
    }

    private bool EnterMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(Name);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }
        return false;
    }

    private bool EnterElement(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == Index)
                return true;
            reader.Skip();
        }
        return false;
    }

    private static FormatException Wrong(string whole, ReadOnlySpan<char> rest) =>
        new($"'{whole}' is not a JSON path (at '{rest}'). Write it as $.data.items, $['odd name'] or $.pages[0].");
}
