using System.Globalization;
using System.Text.Json;

namespace Tarn.Sql.Trees;

/// <summary>What DuckDB's <c>json_serialize_sql</c> tells of a text: its SELECT statements.</summary>
/// <param name="Statements">The statements, in order.</param>
public sealed record SqlTree(IReadOnlyList<QueryNode> Statements)
{
    private const int DepthMax = 5000;

    /// <summary>Reads the function's JSON, whatever it was told to skip.</summary>
    /// <exception cref="SqlTreeException">The SQL was wrong or not a SELECT, or the text is no such JSON.</exception>
    public static SqlTree Parse(string json)
    {
        using var document = Read(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error))
            throw new SqlTreeException("This is not what json_serialize_sql gives.", "tree");
        if (error.ValueKind == JsonValueKind.True)
            throw Refused(root);
        return new SqlTree([.. root.GetProperty("statements").EnumerateArray().Select(SqlTreeReader.Statement)]);
    }

    private static JsonDocument Read(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
        }
        catch (JsonException e)
        {
            throw new SqlTreeException($"This is not JSON, or nested more than {DepthMax} deep: {e.Message}", "tree");
        }
    }

    private static SqlTreeException Refused(JsonElement root)
    {
        string Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
        return new SqlTreeException(
            Text("error_message"),
            Text("error_type"),
            ulong.TryParse(Text("position"), CultureInfo.InvariantCulture, out var position) ? position : null);
    }
}
