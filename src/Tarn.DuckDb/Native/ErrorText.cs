using System.Text.Json;

namespace Tarn.DuckDb.Native;

/// <summary>An error as DuckDB tells it: JSON where errors_as_json holds, which connections set, and otherwise 'Kind Error: message'.</summary>
internal sealed record ErrorText(DuckDbErrorType Type, string Message)
{
    private string? Position { get; init; }

    private string? Subtype { get; init; }

    /// <summary>It stands at the start, or behind 'Parser Error: ' when a text could not be split into statements.</summary>
    private const string JsonStart = "{\"exception_type\":";

    /// <summary>Takes DuckDB's words apart.</summary>
    /// <param name="text">What DuckDB said.</param>
    /// <param name="type">What the C API calls it, when it does; the text's own kind goes first.</param>
    public static ErrorText Read(string text, DuckDbErrorType type = DuckDbErrorType.Invalid)
    {
        var json = text.IndexOf(JsonStart, StringComparison.Ordinal);
        if (json >= 0 && ReadJson(text[json..]) is { } read)
            return read;
        var cut = text.IndexOf(" Error: ", StringComparison.Ordinal);
        var kind = cut > 0 ? ErrorKinds.Of(text[..cut]) : null;
        return kind is null ? new ErrorText(type, text) : new ErrorText(kind.Value, text[(cut + " Error: ".Length)..]);
    }

    /// <summary>The exception: a message that shows the place in the SQL, and the exception of our own code behind it when there was one.</summary>
    public DuckDbException ToException(string? sql, CallbackFailures? failures)
    {
        var (message, cause) = failures?.Take(Message) ?? (Message, null);
        return new DuckDbException(Type, message, cause) { Sql = sql, Position = SqlPosition.InBytes(sql, Position, Subtype) };
    }

    private static ErrorText? ReadJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var kind = Property(root, "exception_type") is { } name ? ErrorKinds.Of(name) : null;
            return Property(root, "exception_message") is { } message
                ? new ErrorText(kind ?? DuckDbErrorType.Invalid, message) { Position = Property(root, "position"), Subtype = Property(root, "error_subtype") }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Property(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
