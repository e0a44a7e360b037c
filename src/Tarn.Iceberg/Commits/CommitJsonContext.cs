using System.Text.Json.Serialization;

namespace Tarn.Iceberg.Commits;

/// <summary>The generated readers and writers of the documents.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CommitDocument))]
[JsonSerializable(typeof(IReadOnlyList<TableUpdateDocument>))]
internal sealed partial class CommitJsonContext : JsonSerializerContext;
