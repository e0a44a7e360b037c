using System.Text.Json.Serialization;

namespace Tarn.Iceberg.Views;

/// <summary>The generated readers and writers of the documents.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ViewDocument))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class ViewJsonContext : JsonSerializerContext;
