using System.Text.Json.Serialization;

namespace Tarn.Iceberg.Rest;

/// <summary>The generated readers of the documents.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CreateTableDocument))]
[JsonSerializable(typeof(CommitTableDocument))]
[JsonSerializable(typeof(CommitTransactionDocument))]
[JsonSerializable(typeof(CreateViewDocument))]
[JsonSerializable(typeof(CommitViewDocument))]
internal sealed partial class RestJsonContext : JsonSerializerContext;
