using System.Text.Json.Serialization;

namespace Tarn.Catalog;

/// <summary>How the catalog's documents become JSON: snake case, nulls left out, unknown fields passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CatalogDocuments.Lake))]
[JsonSerializable(typeof(CatalogDocuments.Node))]
[JsonSerializable(typeof(CatalogDocuments.Commit))]
[JsonSerializable(typeof(CatalogDocuments.Reference))]
[JsonSerializable(typeof(CatalogDocuments.Horizon))]
[JsonSerializable(typeof(CatalogDocuments.NamespaceProperties))]
internal sealed partial class CatalogJson : JsonSerializerContext;
