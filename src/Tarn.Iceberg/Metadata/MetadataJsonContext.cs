using System.Text.Json;
using System.Text.Json.Serialization;
using Tarn.Iceberg.Partitions;

namespace Tarn.Iceberg.Metadata;

/// <summary>The generated readers and writers of the documents.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MetadataDocument))]
[JsonSerializable(typeof(SnapshotDocument))]
[JsonSerializable(typeof(PartitionSpecDocument))]
[JsonSerializable(typeof(SortOrderDocument))]
[JsonSerializable(typeof(IReadOnlyList<PartitionFieldDocument>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class MetadataJsonContext : JsonSerializerContext;
