using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tarn.Project;

/// <summary>Writes what <see cref="SecretText.ToString"/> shows; reads nothing, since a mask is not a value.</summary>
internal sealed class SecretTextJson : JsonConverter<SecretText>
{
    public override SecretText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret is not read from JSON.");

    public override void Write(Utf8JsonWriter writer, SecretText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
