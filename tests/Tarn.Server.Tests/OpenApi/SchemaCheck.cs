using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tarn.Server.Tests.OpenApi;

/// <summary>Holds JSON against a schema of an OpenAPI document. What schemas of that document do not use is not checked.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    /// <summary>Everything that is wrong, each with its path; empty when the value fits.</summary>
    public IReadOnlyList<string> Problems(JsonNode? schema, JsonNode? value, string path = "$") => [.. Check(Resolve(schema), value, path).Distinct(StringComparer.Ordinal)];

    /// <summary>The node that a reference names.</summary>
    public JsonObject Resolve(JsonNode? node)
    {
        var at = node as JsonObject ?? throw new InvalidDataException("A schema is expected.");
        while (at["$ref"] is { } reference)
        {
            JsonNode target = document;
            foreach (var part in reference.GetValue<string>().TrimStart('#', '/').Split('/'))
                target = target[part] ?? throw new InvalidDataException($"There is no '{reference}'.");
            at = (JsonObject)target;
        }
        return at;
    }

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string path)
    {
        if (value is null)
            return schema["nullable"]?.GetValue<bool>() is true || schema.Count == 0 ? [] : [$"{path}: is null"];
        return
        [
            .. Kind(schema, value, path),
            .. Members(schema, value, path),
            .. Items(schema, value, path),
            .. Values(schema, value, path),
            .. Choices(schema, value, path),
        ];
    }

    private static IEnumerable<string> Kind(JsonObject schema, JsonNode value, string path)
    {
        var kind = value.GetValueKind();
        var fits = schema["type"]?.GetValue<string>() switch
        {
            "object" => kind is JsonValueKind.Object,
            "array" => kind is JsonValueKind.Array,
            "string" => kind is JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind is JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _),
            "number" => kind is JsonValueKind.Number,
            _ => true,
        };
        return fits ? [] : [$"{path}: is {kind}, not {schema["type"]}"];
    }

    private IEnumerable<string> Members(JsonObject schema, JsonNode value, string path)
    {
        if (value is not JsonObject members)
            yield break;
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(one => one!.GetValue<string>()).Where(name => !members.ContainsKey(name)))
            yield return $"{path}: has no '{name}'";
        var known = schema["properties"] as JsonObject ?? [];
        foreach (var (name, member) in members)
        {
            var problems = known[name] is { } own ? Problems(own, member, $"{path}.{name}")
                : schema["additionalProperties"] is JsonObject any ? Problems(any, member, $"{path}.{name}")
                : [];
            foreach (var problem in problems)
                yield return problem;
        }
    }

    private IEnumerable<string> Items(JsonObject schema, JsonNode value, string path)
    {
        if (value is not JsonArray items)
            yield break;
        foreach (var (at, item) in items.Index())
        {
            foreach (var problem in schema["items"] is { } each ? Problems(each, item, $"{path}[{at}]") : [])
                yield return problem;
        }
        if (schema["uniqueItems"]?.GetValue<bool>() is true && items.Select(item => item?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() < items.Count)
            yield return $"{path}: has an item twice";
    }

    private static IEnumerable<string> Values(JsonObject schema, JsonNode value, string path)
    {
        var text = value.ToJsonString();
        if (schema["const"] is { } only && only.ToJsonString() != text)
            yield return $"{path}: is {text}, not {only.ToJsonString()}";
        if (schema["enum"] is JsonArray some && some.All(one => one?.ToJsonString() != text))
            yield return $"{path}: is {text}, none of {some.ToJsonString()}";
        if (value.GetValueKind() is not JsonValueKind.Number)
            yield break;
        if (schema["minimum"] is { } least && value.GetValue<double>() < least.GetValue<double>())
            yield return $"{path}: is {text}, below {least}";
        if (schema["maximum"] is { } most && value.GetValue<double>() > most.GetValue<double>())
            yield return $"{path}: is {text}, above {most}";
    }

    private IEnumerable<string> Choices(JsonObject schema, JsonNode value, string path)
    {
        foreach (var part in schema["allOf"] as JsonArray ?? [])
        {
            foreach (var problem in Problems(part, value, path))
                yield return problem;
        }
        if (Mapped(schema, value) is { } mapped)
        {
            if (!ReferenceEquals(mapped, schema))
            {
                foreach (var problem in Unmapped(mapped, value, path))
                    yield return problem;
            }
            yield break;
        }
        if (schema["oneOf"] is JsonArray one && one.Count(part => Problems(part, value, path).Count == 0) is not 1 and var count)
            yield return $"{path}: fits {count} of the {one.Count} that exclude each other: {Shortest(one, value, path)}";
        if (schema["anyOf"] is JsonArray any && any.All(part => Problems(part, value, path).Count > 0))
            yield return $"{path}: fits none of {any.Count}: {Shortest(any, value, path)}";
    }

    /// <summary>The schema that the discriminator chooses, without the base it came from, which would choose it again.</summary>
    private IEnumerable<string> Unmapped(JsonObject mapped, JsonNode value, string path)
    {
        var own = (JsonObject)mapped.DeepClone();
        own.Remove("allOf");
        return Problems(own, value, path);
    }

    private JsonObject? Mapped(JsonObject schema, JsonNode value)
    {
        if (schema["discriminator"] is not { } discriminator || discriminator["mapping"] is not JsonObject mapping)
            return null;
        var name = (value as JsonObject)?[discriminator["propertyName"]!.GetValue<string>()]?.ToString();
        return name is not null && mapping[name] is { } reference ? Resolve(new JsonObject { ["$ref"] = reference.DeepClone() }) : null;
    }

    private string Shortest(JsonArray parts, JsonNode value, string path) =>
        string.Join("; ", parts.Select(part => Problems(part, value, path)).Where(list => list.Count > 0).OrderBy(list => list.Count).FirstOrDefault() ?? []);
}
