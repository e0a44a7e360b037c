using System.Text.Json.Serialization;

namespace Tarn.Landing;

/// <summary>The JSON of <see cref="LandingProperties.Files"/>.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LandedFilesDocument : JsonSerializerContext;
