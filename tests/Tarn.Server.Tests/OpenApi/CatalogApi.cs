using System.Text.Json.Nodes;
using Tarn.Iceberg.Tests;

namespace Tarn.Server.Tests.OpenApi;

/// <summary>The OpenAPI of the Iceberg REST catalog, when it is there: which requests and responses it allows.</summary>
internal sealed class CatalogApi
{
    private static readonly Lazy<CatalogApi?> Loaded = new(Load);
    private readonly JsonNode _document;
    private readonly SchemaCheck _check;

    private CatalogApi(JsonNode document) => (_document, _check) = (document, new SchemaCheck(document));

    /// <summary>Null when the file is absent.</summary>
    public static CatalogApi? Find() => Loaded.Value;

    /// <summary>Skips the test when the file is absent.</summary>
    public static CatalogApi Needed()
    {
        Assert.SkipUnless(Find() is not null, $"There is no {Path()}.");
        return Find()!;
    }

    /// <summary>Every operation, as the server lists them.</summary>
    public IEnumerable<string> Operations =>
        from path in (JsonObject)_document["paths"]!
        from operation in (JsonObject)path.Value!
        where operation.Key != "parameters"
        select $"{operation.Key.ToUpperInvariant()} {path.Key}";

    /// <summary>What is wrong with a response; empty for paths that the document does not have.</summary>
    public IReadOnlyList<string> ResponseProblems(string method, string path, int status, string body)
    {
        if (Operation(method, path) is not { } operation)
            return [];
        var responses = (JsonObject)operation["responses"]!;
        if ((responses[$"{status}"] ?? responses[$"{status / 100}XX"]) is not { } found)
            return [$"{method} {path}: {status} is none of its answers"];
        var schema = _check.Resolve(found)["content"]?["application/json"]?["schema"];
        if (schema is null || method == "HEAD")
            return body.Length == 0 ? [] : [$"{method} {path}: {status} has no body"];
        return _check.Problems(Wrapped(schema), JsonNode.Parse(body));
    }

    /// <summary>Of errors of views the document names the inner model, while its examples (NoSuchViewError) wrap it, as clients expect.</summary>
    private static JsonNode Wrapped(JsonNode schema) => schema["$ref"]?.GetValue<string>() == "#/components/schemas/ErrorModel"
        ? new JsonObject { ["$ref"] = "#/components/schemas/IcebergErrorResponse" }
        : schema;

    /// <summary>What is wrong with a request; empty for paths that the document does not have.</summary>
    public IReadOnlyList<string> RequestProblems(string method, string path, string body) =>
        Operation(method, path)?["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? _check.Problems(schema, JsonNode.Parse(body)) : [];

    private JsonObject? Operation(string method, string path)
    {
        var parts = path.Split('/');
        var found = ((JsonObject)_document["paths"]!)
            .Where(one => Fits(one.Key.Split('/'), parts))
            .OrderBy(one => one.Key.Count(c => c == '{'))
            .Select(one => one.Value!)
            .FirstOrDefault();
        return found?[method.ToLowerInvariant()] as JsonObject;
    }

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static CatalogApi? Load() => File.Exists(Path()) ? new CatalogApi(YamlJson.Read(Path())) : null;

    private static string Path() => System.IO.Path.Join(
        System.IO.Path.GetDirectoryName(Fixtures.Root(AppContext.BaseDirectory)), "shared", "fixtures", "iceberg-rest-catalog-open-api.yaml");
}
