using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tarn.Landing;

/// <summary>The manifest's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(LandingManifest))]
internal sealed partial class LandingManifestDocument : JsonSerializerContext
{
    public static byte[] Write(LandingManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, Default.LandingManifest);

    public static LandingManifest Read(ReadOnlySpan<byte> json, string key)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.LandingManifest) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new TarnException(FailureKind.Corrupt, new Problem(
                "landing.corrupt", $"The manifest of a landed batch cannot be read: {e.Message}", key, "Restore the file, or delete the batch's folder to fetch it again."), e);
        }
    }
}
