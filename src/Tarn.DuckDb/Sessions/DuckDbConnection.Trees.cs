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
        if (!json.RootElement.TryGetProperty("error", out var failed) || failed.ValueKind != JsonValueKind.True)
            return tree;
        throw SerializeFailure(json.RootElement, sql);
    }

    private static Exception SerializeFailure(JsonElement error, string sql)
    {
        var message = Text(error, "error_message") ?? "json_serialize_sql failed.";
        var kind = ErrorKinds.Of(Text(error, "error_type") ?? "") ?? DuckDbErrorType.Invalid;
        if (kind is DuckDbErrorType.NotImplemented)
            return new DuckDbNotSerializableException(sql, message);
        return new DuckDbException(kind, message) { Sql = sql, Position = SqlPosition.InBytes(sql, Text(error, "position"), Text(error, "error_subtype")) };
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
