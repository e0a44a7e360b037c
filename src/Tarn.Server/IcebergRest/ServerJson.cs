using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tarn.Server.IcebergRest;

/// <summary>The generated readers of the small requests: names in kebab case, unknown properties passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(ServerDocuments.CreateNamespace))]
[JsonSerializable(typeof(ServerDocuments.UpdateProperties))]
[JsonSerializable(typeof(ServerDocuments.Rename))]
[JsonSerializable(typeof(ServerDocuments.Register))]
[JsonSerializable(typeof(ServerDocuments.Report))]
internal sealed partial class ServerJson : JsonSerializerContext
{
    /// <summary>A parser of a document.</summary>
    public static RequestParser<T> Of<T>(JsonTypeInfo<T> type)
        where T : class => json =>
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw RestException.BadRequest("The request is null.");
        }
        catch (JsonException e)
        {
            throw RestException.BadRequest($"The request is not the JSON it should be: {e.Message}");
        }
    };
}
