using System.Text.Json.Serialization;

namespace Tarn.Iceberg.Deletes;

/// <summary>The generated readers of the documents.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PuffinFooterDocument))]
internal sealed partial class PuffinJsonContext : JsonSerializerContext;
