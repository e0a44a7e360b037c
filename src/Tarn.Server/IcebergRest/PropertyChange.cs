using System.Text.Json;

namespace Tarn.Server.IcebergRest;

/// <summary>A change of a namespace's properties ("UpdateNamespacePropertiesRequest").</summary>
internal sealed record PropertyChange(IReadOnlyList<string> Removals, IReadOnlyDictionary<string, string> Updates)
{
    /// <summary>The change that a request asks for.</summary>
    /// <exception cref="RestException">422: a key is removed and set at once.</exception>
    public static PropertyChange Of(ServerDocuments.UpdateProperties request)
    {
        var change = new PropertyChange(request.Removals ?? [], request.Updates ?? new Dictionary<string, string>());
        var both = change.Removals.Where(change.Updates.ContainsKey).ToList();
        return both.Count == 0 ? change : throw new RestException(
            422, "UnprocessableEntityException", $"The request cannot be processed as there is a key present multiple times: {string.Join(", ", both)}");
    }

    public IReadOnlyDictionary<string, string> Apply(IReadOnlyDictionary<string, string> before)
    {
        var after = new Dictionary<string, string>(before.Where(pair => !Removals.Contains(pair.Key)), StringComparer.Ordinal);
        foreach (var (key, value) in Updates)
            after[key] = value;
        return after;
    }

    /// <summary>What was done, by what was there before.</summary>
    public RestReply Reply(IReadOnlyDictionary<string, string> before) => RestReply.Json(200, json =>
    {
        Write(json, "updated", Updates.Keys);
        Write(json, "removed", Removals.Distinct(StringComparer.Ordinal).Where(before.ContainsKey));
        Write(json, "missing", Removals.Distinct(StringComparer.Ordinal).Where(key => !before.ContainsKey(key)));
    });

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> keys)
    {
        json.WriteStartArray(name);
        foreach (var key in keys)
            json.WriteStringValue(key);
        json.WriteEndArray();
    }
}
