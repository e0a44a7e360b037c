using System.Text.Json;
using Tarn.DuckDb.Native;

namespace Tarn.DuckDb.Sessions;

public sealed partial class DuckDbConnection
{
    /// <summary>
    /// The parse tree of one or more SELECT statements as json_serialize_sql gives it, shortened: what is null, empty or a default is
    /// left out. No table needs to exist.
    /// </summary>
    /// <exception cref="DuckDbException">The SQL does not parse; with the position in bytes.</exception>
    /// <exception cref="DuckDbNotSerializableException">It parses and is not a SELECT.</exception>
    public string SerializeSql(string sql)
    {
        const string Call = "select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true, skip_default := true)::varchar";
        using var result = Query(Call, new object?[] { sql }, streaming: false);
        var tree = (string)result.Rows().First()[0]!;
        using var json = JsonDocument.Parse(tree);
        if (!HasFailed(json.RootElement))
            return tree;
        throw SerializeFailure(json.RootElement, sql);
    }

    /// <summary>The optimized plans of one or more statements over tables that are there, as json_serialize_plan gives them. Nothing is run.</summary>
    /// <exception cref="DuckDbException">The SQL does not parse or bind, or its plan cannot be told.</exception>
    /// <exception cref="DuckDbNotSerializableException">The engine does not tell plans of such statements.</exception>
    /// <exception cref="JsonException">A value of the plan is infinite or not a number, which JSON does not have.</exception>
    public JsonDocument SerializePlan(string sql)
    {
        using var result = Query("select json_serialize_plan($1::varchar, optimize := true)::varchar", new object?[] { sql }, streaming: false);
        var json = JsonDocument.Parse((string)result.Rows().First()[0]!, new JsonDocumentOptions { MaxDepth = 1_000 });
        if (!HasFailed(json.RootElement))
            return json;
        using (json)
            throw SerializeFailure(json.RootElement, sql);
    }

    private static bool HasFailed(JsonElement answer) => answer.TryGetProperty("error", out var failed) && failed.ValueKind == JsonValueKind.True;

    private static Exception SerializeFailure(JsonElement error, string sql)
    {
        var message = Text(error, "error_message") ?? "The SQL cannot be told as JSON.";
        var kind = ErrorKinds.Of(Text(error, "error_type") ?? "") ?? DuckDbErrorType.Invalid;
        if (kind is DuckDbErrorType.NotImplemented)
            return new DuckDbNotSerializableException(sql, message);
        return new DuckDbException(kind, message) { Sql = sql, Position = SqlPosition.InBytes(sql, Text(error, "position"), Text(error, "error_subtype")) };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
